// Speeds pages up; every page works without it. htmx 4 events, DKFDS.init() once per page.
(() => {
  const WIDGETS = {
    '.accordion': 'Accordion', '.js-dropdown': 'Dropdown', '.fds-modal': 'Modal',
    '.js-radio-toggle-group': 'RadioToggleGroup', '.js-checkbox-toggle-content': 'CheckboxToggleContent',
    '.form-limit': 'CharacterLimit', '[data-module="error-summary"]': 'ErrorSummary',
  };
  const say = (text) => { document.getElementById('live').textContent = text; };

  function settle(root) {
    root.removeAttribute('data-swapped');
    for (const [selector, name] of Object.entries(WIDGETS)) {
      root.querySelectorAll(selector).forEach((node) => new DKFDS[name](node).init());
    }
    const target = root.querySelector('[data-module="error-summary"]') || root.querySelector('[data-focus]');
    if (target) target.focus();
    announce(root);
  }

  function announce(root) {
    const told = root.querySelector('[data-announce]');
    if (told) say(told.textContent);
  }

  function watchSession() {
    const dialog = document.getElementById('session');
    if (!dialog) return;
    const warnAfter = (Number(dialog.dataset.seconds) - 300) * 1000;
    let timer;
    const wait = () => { clearTimeout(timer); timer = setTimeout(() => dialog.showModal(), warnAfter); };
    dialog.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      const body = new FormData(event.target);
      fetch(event.target.action, { method: 'POST', body }).then((answer) => {
        if (answer.status !== 204) { window.location.reload(); return; }
        dialog.close();
        wait();
      });
    });
    wait();
  }

  document.addEventListener('DOMContentLoaded', () => {
    DKFDS.init();
    const summary = document.querySelector('[data-module="error-summary"]');
    if (summary) summary.focus();
    announce(document);
    document.querySelectorAll('[data-print]').forEach((button) => button.addEventListener('click', () => window.print()));
    watchSession();
  });
  document.addEventListener('htmx:after:swap', () => document.querySelectorAll('[data-swapped]').forEach(settle));
})();
