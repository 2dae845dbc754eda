"""The API of benefits: explained decisions and batches for everybody, cases for who has them."""

from .calculating import router as calculating
from .cases import router as cases
from .mine import router as mine
from .review import router as review

routers = (calculating, mine, cases, review)
