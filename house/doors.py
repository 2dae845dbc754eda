"""An import-linter contract: which files of a room another room may import."""

from importlinter import Contract, ContractCheck, fields, output

ROOT = "sammenhaeng"
EVERYWHERE = ("config", "world")


class DoorsContract(Contract):
    doors = fields.SetField(subfield=fields.StringField())
    open_rooms = fields.SetField(subfield=fields.StringField())
    also = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph, verbose):
        broken = [
            (importer, imported)
            for importer in sorted(graph.modules)
            if importer.startswith(f"{ROOT}.")
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not self.is_permitted(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def is_permitted(self, importer, imported):
        if not imported.startswith(f"{ROOT}."):
            return True
        visitor, room = importer.split(".")[1], imported.split(".")[1]
        if visitor in (room, *EVERYWHERE) or room in self.open_rooms:
            return True
        if any(imported == module or imported.startswith(f"{module}.") for module in self.also):
            return True
        file = imported.split(".")[2:3]
        return bool(file) and file[0] in self.doors

    def render_broken_contract(self, check):
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} walks past the doors of {imported}", bold=False)
