"""The API of benefits: decisions and batches for everybody, cases, the rules office."""

from .bills import router as bills
from .calculating import router as calculating
from .cases import router as cases
from .mine import router as mine
from .review import router as review
from .simulator import router as simulator

routers = (calculating, mine, cases, review, simulator, bills)
