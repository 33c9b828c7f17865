"""The older tables of SIPRI's register: other names, doubts in columns, no TIV or no years."""

from flowviz.dossier import Dossier
from flowviz.importers import import_file
from tests.importers.conftest import Write

NUMBERED = (
    "Id,Supplier,Recipient,No. ordered,No. ordered data uncertain,Designation,Description,Status,"
    "Status data uncertain,Year of order,Year of order data uncertain,Year(s) of deliveries,"
    "No. delivered,Year(s) of delivery or no. delivered data uncertain,Recipient Involvement,"
    "Comment"
)
MARKED = (
    "Recipient,Supplier,No. ordered,uncertain,Weapon designation,Weapon description,Year of order,"
    "uncertain, Year of delivery,No. delivered,uncertain,Comments"
)
CODED = "buyercod,sellercod,desig2,desc,nrdel,buyer,seller,tivunit,tivorder,tivdel"


def figures(dossier: Dossier) -> dict[str, tuple[str, str, bool, bool]]:
    (transfer,) = dossier.transfers()
    return {
        f"{figure.stage} {figure.unit}{'' if figure.basis == 'total' else ' ' + figure.basis}": (
            figure.amount.text,
            figure.dates.text,
            figure.amount.is_uncertain,
            figure.dates.is_uncertain,
        )
        for figure in transfer.all_figures()
    }


def test_numbered_deals_in_lines_of_an_old_macintosh(dossier: Dossier, write: Write) -> None:
    row = "17,Peru,France,12,Yes,M-1 Test,Mortar,SecondHand,,2011,Yes,2011 - 2011,9,Yes,,Probably"
    path = write("x")
    path.write_bytes(f"{NUMBERED}\r{row}\r".encode())
    summary = import_file(dossier, path)
    assert (summary.rows, summary.added, summary.skipped) == (1, 1, 0)
    assert figures(dossier) == {
        "ordered pieces": ("12", "2011", True, True),
        "delivered pieces": ("9", "2011 - 2011", True, False),
    }
    (transfer,) = dossier.transfers()
    assert (transfer.supplier, transfer.recipient) == ("PER", "FRA")
    delivered = transfer.lines[0].figures[1]
    assert delivered.dates.years == (2011,)


def test_doubts_in_three_columns_of_one_name(dossier: Dossier, write: Write) -> None:
    row = "Peru,France,2,FALSE,AK-1 30mm,Naval gun,1992,TRUE,1995-2002,2,TRUE,For 2 boats"
    import_file(dossier, write(MARKED, row))
    assert figures(dossier) == {
        "ordered pieces": ("2", "1992", False, True),
        "delivered pieces": ("2", "1995-2002", True, False),
    }


def test_codes_of_its_own_are_no_codes_of_states(dossier: Dossier, write: Write) -> None:
    summary = import_file(dossier, write(CODED, "AUS,AST,S-1,UAV,1,Australia,Austria,0.2,0.4,0.2"))
    (transfer,) = dossier.transfers()
    assert (transfer.supplier, transfer.recipient) == ("AUT", "AUS")
    assert summary.skipped == 0
    assert figures(dossier) == {
        "delivered pieces": ("1", "", False, False),
        "ordered TIV": ("0.4", "", False, False),
        "delivered TIV": ("0.2", "", False, False),
        "ordered TIV per unit": ("0.2", "", False, False),
    }


def test_a_table_without_tiv_takes_none_from_a_register(dossier: Dossier, write: Write) -> None:
    whole = (
        "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,"
        "Weapon description,Number delivered, ,Year(s) of delivery,status,Comments,"
        "SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
    )
    import_file(dossier, write(whole, "Peru,France,1992,,2,,A,tank,2,,1995,New,,1,2,2"))
    import_file(dossier, write(MARKED, "Peru,France,2,FALSE,A,tank,1992,,1995,2,,"))
    assert len(dossier.data_sets()) == 2
    units = {figure.unit for one in dossier.transfers() for figure in one.all_figures()}
    assert units == {"pieces", "TIV"}
