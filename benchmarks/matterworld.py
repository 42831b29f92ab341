"""A law firm that does not exist: its matters, its lawyers, what they dictate.

Seeded, so that two runs ask the same. Surnames are drawn by rough real
frequencies of Australia, New Zealand, Britain and America.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.core.matching import Matter, Status

# Weight: how many in 100,000 people, roughly, bear each of the names in the row.
_SURNAMES = {
    900: "Smith",
    550: "Jones Williams Brown",
    420: "Wilson Taylor Nguyen Johnson",
    300: "Singh Martin White Anderson Thompson Lee Davis Garcia Miller Wang Patel",
    230: """
        Walker Harris Thomas Ryan Robinson Kelly King Li Chen Zhang Kaur Wright
        Campbell Clark Rodriguez Martinez Kumar Lewis Hall Evans
    """,
    180: """
        Mitchell Roberts Young Moore Jackson Hernandez Lopez Gonzalez Green Scott
        Hill Stewart Edwards Turner Baker Allen Khan Liu Tran Wood Phillips Ali
    """,
    140: """
        McDonald Cooper Murphy Adams Watson Bell Ward Parker Murray Hughes Davies
        Collins Carter Bennett Morris James Cook Rogers Morgan Richardson Bailey
        Reid Robertson Simpson Graham Cox Gray Shaw Hussain Ahmed Begum Perez
        Sanchez
    """,
    100: """
        Russell Marshall Harrison Fraser Stevens Ross Mason Hamilton Gibson Kennedy
        Fisher Webb Hunt Palmer Mills Butler Ellis Foster Barnes Henderson Chapman
        Pham Le Huang Wu Yang Kim Park Sharma Gupta Shah Das Wong Chan Lam Ng Cheng
        Johnston Thomson Stephens Reed Brooks Price Long Powell Perry Rose Grant
        Ramirez Torres Rivera Flores Gomez Diaz Cruz Reyes Morales Ortiz Gutierrez
    """,
    70: """
        McKenzie MacDonald Cameron Ferguson Duncan Hart Crawford Sullivan OBrien
        Burns Elliott Armstrong Pearson Lawrence Dixon Gordon Hayes Wells West Ford
        Day Burke Byrne OConnor ONeill Walsh Doyle Quinn Lynch Dunn Harvey Kerr
        Hughes Lloyd Owen Rees Griffiths Matthews Mathews Andrews Clarke Cole Payne
        Porter Hudson Spencer Knight Barker Stone Carr Francis Newman Austin Nelson
        Hansen Larsen Petersen Andersen Jensen Olsen Zhao Zhou Xu Sun Ma Zhu Hu Guo
        Lin Ho Vu Hoang Dang Bui Do Huynh Truong Phan Rossi Russo Romano Esposito
        Costa Silva Santos Ferreira Pereira Fernandez Lim Tan Teo Goh Ong Chong
    """,
    45: """
        Abbott Barrett Bates Black Blake Bond Booth Bradley Brady Browne Bryant
        Buckley Bull Burgess Burton Byers Caldwell Cameron-Jones Carey Carlson
        Carpenter Carroll Casey Chambers Charlton Christie Clayton Cohen Coleman
        Connolly Conway Craig Cross Cunningham Curtis Dalton Daniels Dawson Dean
        Dickson Donnelly Douglas Drake Duffy Durand Dwyer Eaton Eriksen Erikson
        Farrell Fitzgerald Fleming Fletcher Flynn Forbes Fowler Fox Francesco Frost
        Fuller Gallagher Gardner Garner George Gilbert Giles Gill Glover Goodwin
        Gould Grey Griffin Hancock Hardy Harper Hawkins Haynes Hewitt Hicks Higgins
        Hobbs Hodgson Holland Holmes Hooper Hopkins Horne Howard Howe Humphreys
        Hutchinson Ingram Irvine Irwin Jacobs Jarvis Jenkins Jennings Jordan Joyce
        Kane Keane Keith Kemp Kent Kirk Lamb Lambert Lane Lang Leigh Leonard Little
        Love Lowe Lucas Lyons MacKenzie MacLeod McLeod Mann Marsh Maxwell May
        McCarthy McGrath McKay MacKay McLean MacLean Mead Meyer Myers Miles Moran
        Moss Muller Munro Nash Neill Nicholls Nichols Nicholson Nolan Norman Norris
        Nugent ODonnell Oliver Osborne Page Parry Parsons Patterson Paterson Pearce
        Pierce Peters Philips Pollard Poole Potter Pratt Preston Pritchard Procter
        Proctor Read Reeves Reynolds Rhodes Rice Richards Riley Rowe Sanders
        Saunders Savage Schmidt Schneider Sharp Sharpe Shepherd Sheppard Sherman
        Short Simmons Simons Skinner Slater Smart Smyth Snow Steele Stephenson
        Stevenson Stuart Summers Sutherland Sutton Swan Sweeney Tate Thornton Todd
        Townsend Tucker Vaughan Vincent Wade Wallace Waller Walters Walton Warner
        Warren Waters Watkins Watts Weaver Webster Weston Wheeler Whitehead Wilkins
        Wilkinson Willis Winter Woods Woodward Yates York
    """,
    18: """
        Abrahams Aitken Alderson Ashby Atkins Avery Badger Bagshaw Bancroft Banerjee
        Beckett Bellamy Benson Birch Bishop Blackwood Boland Bowen Boyd Brennan
        Briggs Brodie Bruce Burrows Cartwright Chandler Cheong Cleary Clements Cobb
        Colley Connor Conrad Corbett Crosby Daly Darcy Desai Devine Dobson Doherty
        Donovan Drummond Eastwood Egan Ellison Fairfax Falconer Faulkner Fenton
        Finch Finlay Foley Frame Galvin Garrett Geoghegan Gleeson Goldberg Goldsmith
        Gorman Greer Haddad Hale Halliday Hammond Hanlon Harding Hargreaves Hassan
        Hegarty Hennessy Herbert Hogan Horvath Hughston Iyer Jamieson Kapoor Karim
        Kavanagh Keating Keogh Khoury Kilgour Kowalski Kozlov Lacey Laing Lazarus
        Ludwig Mahoney Malik Mansour Markovic Mehta Menon Menzies Milne Mohamed
        Moriarty Nair Nakamura Novak OLeary OReilly OSullivan Oakley Okafor
        Papadopoulos Pascoe Pavlovic Petrovic Pickering Popov Quigley Rafferty
        Rahman Rankin Ratcliffe Redmond Rosenberg Rossiter Rutherford Sadler Salmon
        Sato Schultz Sehgal Sinclair Sloan Spence Stanley Stavros Suzuki Tanaka
        Thornhill Tierney Tobin Trevino Tsang Underwood Usher Vance Vasquez Venn
        Vickers Wadsworth Wakefield Weir Whelan Whitlam Wilde Winfield Wojcik Wyatt
        Yamamoto Yeo Zielinski
    """,
}
_GIVENS = """
        Olivia Charlotte Amelia Mia Grace Emily Sarah Jessica Jane Mary Susan Karen
        Margaret Helen Ruth Anna Wei Mei Linh Priya Fatima Aisha Noah Jack William
        Thomas James John Peter David Michael Robert Andrew Stephen Mark Paul Daniel
        Matthew Anthony Minh Arjun Omar Hassan Luca Marco Ian Alan Keith Kevin Brian
        Colin
    """
_FIRSTS = """
        Pacific Southern Northern Harbour Summit Alpine Coral Kauri Banksia Horizon
        Meridian Sterling Granite Redgum Bluegum Kestrel Falcon Wattle Silver Golden
        Beacon Anchor Compass Zenith Apex Orion Vega Nova Atlas Titan Crown Regent
        Monarch Phoenix Sapphire Cobalt Cedar Willow Acacia Tasman Coogee Yarra
    """
_SECONDS = """
        Blue Star Coast Ridge Valley Bay Point Rock Stone River Creek Field Gate
        Bridge Tower Court
    """
_TRADES = """
        Constructions Holdings Developments Plumbing Electrical Logistics
        Investments Properties Consulting Engineering Foods Transport Mining
        Services Group Charters Bakeries Timbers
    """
_FAMILY = ["Divorce", "Parenting", "Property settlement", "Binding financial agreement"]
_PERSONAL = ["Criminal", "Will", "Employment dispute", "Visa", "Personal injury"]
_DISPUTES = ["Lease dispute", "Shareholder dispute", "Debt recovery", "General advice"]
_STREETS = "High Station Church Park Victoria Albert George Elizabeth King Queen"

STYLES = ("2024-FAM-0312", "00001-Smith", "12345.001", "SMIT001", "M-20260001",
          "2016-06-00001", "1234")  # fmt: skip

# As heard and written down by somebody, or something, that knows no better.
_HEARD_AS = """
    Smith>Smyth Smyth>Smith Brown>Browne Browne>Brown Clark>Clarke Clarke>Clark
    Johnson>Johnston Lee>Leigh Johnston>Johnson Leigh>Lee Reid>Reed Reed>Read
    Read>Reed Thompson>Thomson Thomson>Thompson Gray>Grey Grey>Gray
    Stevens>Stephens Stephens>Stevens Li>Lee Stewart>Stuart Stuart>Stewart
    Phillips>Philips McDonald>MacDonald MacDonald>McDonald McLeod>McCloud
    Nguyen>Win Pham>Farm Huang>Wong Wong>Huang Xu>Shoe Ng>Ing Wojcik>Voychik
    Shaw>Shore Chen>Chan Chan>Chen Cheng>Chen Zhang>Jang Zhou>Joe
    Anderson>Andersen Andersen>Anderson Petersen>Peterson Hansen>Hanson
    Jensen>Jenson Nicholls>Nichols Nichols>Nicholls Pearce>Pierce Pierce>Pearce
    Patterson>Paterson Paterson>Patterson Myers>Meyers Meyer>Mayer Sharp>Sharpe
    Sharpe>Sharp Moore>More Matthews>Mathews Mathews>Matthews Davis>Davies
    Davies>Davis Hughes>Hewes Lowe>Low Cook>Cooke Allen>Alan Bailey>Bayley
    Cohen>Cowen Connor>Conner Fisher>Fischer Harris>Harriss Horne>Horn Keogh>Kehoe
    Kelly>Kelley Lewis>Louis Lloyd>Loyd Marsh>Marche Morris>Maurice Neill>Neal
    Page>Paige Price>Pryce Rees>Reece Rhodes>Roads Rowe>Row Schmidt>Smidt
    Shepherd>Sheppard Sheppard>Shepherd Simmons>Simons Taylor>Tailor Tran>Chan
    Walsh>Welsh White>Whyte Wright>Write Young>Yung Singh>Sing Kaur>Core
    Menzies>Mingis Geoghegan>Gaygan Proctor>Procter MacKenzie>McKenzie
    McKenzie>MacKenzie McLean>MacLean Vaughan>Vaughn Watts>Watt Woods>Wood
    Rogers>Rodgers
"""
_HEARD = dict(each.split(">") for each in _HEARD_AS.split())

# What is dictated, with how often in a thousand labels.
MIX = {
    "reference": 130,
    "reference, spoken": 70,
    "reference and name": 40,
    "reference, digits swapped": 16,
    "surname": 220,
    "surname file": 110,
    "full name": 80,
    "initial and surname": 20,
    "A v B": 80,
    "estate": 30,
    "company in full": 45,
    "company shortened": 60,
    "surname as heard": 45,
    "typing slip in surname": 35,
    "client unknown": 35,
    "closed matter": 30,
}
# Two misfortunes that no label shows; each is also counted by itself.
MISTYPED = "MISTYPED INTO ANOTHER REAL ONE"
NAMESAKE = "UNOPENED, WITH A NAMESAKE"
RARE_KINDS = (MISTYPED, NAMESAKE)
UNOPENED = 6  # in a thousand labels: surname of a new client who has a namesake


@dataclass(frozen=True, slots=True)
class Query:
    """One label: its kind, the matter that was meant (None: not on the list)."""

    kind: str
    label: str
    target: int | None
    recent: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A matter with what its people would call it."""

    matter: Matter
    surname: str
    given: str
    opponent: str
    company: str
    estate: bool


class World:
    """A firm with its list, and endless dictation."""

    def __init__(self, size: int, *, style: str, seed: int) -> None:
        """Open *size* matters with references of *style* (or "mixed")."""
        self.random = random.Random(f"{size} {style} {seed}")
        self._names = [each for row in _SURNAMES.values() for each in row.split()]
        weights = [weight for weight, row in _SURNAMES.items() for _ in row.split()]
        self._weights = list(accumulate(weights))
        self.cases: list[Case] = []
        used: set[str] = set()
        for ident in range(1, size + 1):
            self.cases.append(self._case(ident, style, used))
        self.matters = [each.matter for each in self.cases]
        self._numbers = {_squeezed(each.number): each.id for each in self.matters}
        self._active = [each for each in self.cases if each.matter.status == "open"]
        self._closed = [each for each in self.cases if each.matter.status == "closed"]
        # Live surnames, and every surname: a closed client is no unknown one.
        self._surnames = {each.surname for each in self.cases}

    def queries(self, count: int) -> Iterator[Query]:
        """Dictate *count* labels; each lawyer has about thirty matters at hand."""
        kinds, weights = list(MIX), list(accumulate(MIX.values()))
        desk = self._desk()
        for number in range(count):
            if number % 40 == 0:
                desk = self._desk()
            recent = tuple(each.matter.id for each in desk)
            if self.random.random() < UNOPENED / 1000:
                yield Query(NAMESAKE, self._namesake(), None, recent)
                continue
            (kind,) = self.random.choices(kinds, cum_weights=weights)
            known = self.random.random() < 0.8
            for _ in range(40):
                case = self.random.choice(desk if known else self._active)
                query = self._query(kind, case, recent)
                if query.kind != "surname" or kind == "surname":
                    break
            yield query

    def _namesake(self) -> str:
        """Name a new client whose surname the firm has, drawn as people are."""
        surname = self._surname()
        while surname not in self._surnames:
            surname = self._surname()
        return surname

    def _desk(self) -> list[Case]:
        return self.random.sample(self._active, min(30, len(self._active)))

    def _query(self, kind: str, case: Case, recent: tuple[int, ...]) -> Query:
        """Ask for *case* in the way of *kind*; by surname if it has no such way."""
        if kind == "client unknown":
            return Query(kind, self._stranger(), None, recent)
        if kind == "closed matter":
            gone = self.random.choice(self._closed)
            name = gone.company or f"{gone.given} {gone.surname}".strip()
            label = self.random.choice([gone.matter.number, name])
            return Query(kind, label, gone.matter.id, recent)
        if label := self._by_number(kind, case) or self._by_name(kind, case):
            hit = self._numbers.get(_squeezed(label))
            if kind == "reference, digits swapped" and hit:
                kind = MISTYPED
            return Query(kind, label, case.matter.id, recent)
        return Query("surname", case.surname, case.matter.id, recent)

    def _by_number(self, kind: str, case: Case) -> str:
        number, who = case.matter.number, case.company or case.surname
        match kind:
            case "reference":
                ways = [number, f"matter {number}", number.lower()]
            case "reference, spoken":
                ways = [_spoken(number, self.random)]
            case "reference and name":
                ways = [f"{number} {who}", f"{who} {number}"]
            case "reference, digits swapped":
                ways = [self._swapped(number)]
            case _:
                return ""
        return self.random.choice(ways)

    def _by_name(self, kind: str, case: Case) -> str:
        given, name = case.given, case.surname
        who = case.company or name
        ways: list[str] = []
        match kind:
            case "surname file":
                ways = [f"{name} file", f"the {name} matter", f"{name}'s file"]
            case "full name" if given:
                ways = [f"{given} {name}"]
            case "initial and surname" if given:
                ways = [f"{given[0]}. {name}", f"{given[0]} {name}"]
            case "A v B" if case.opponent:
                ways = [f"{who} v {case.opponent}", f"{who} vs {case.opponent}"]
            case "estate" if case.estate:
                ways = [f"Estate of {name}", f"{name} estate"]
                ways += [f"Estate of {given} {name}"]
            case "company in full" if case.company:
                ways = [f"{who} Pty Ltd", who]
            case "company shortened" if case.company:
                ways = [who.split()[0], who.rpartition(" ")[0]]
            case "surname as heard" if name in _HEARD:
                ways = [_HEARD[name]]
            case "typing slip in surname" if len(name) > 3:
                ways = [self._slip(name)]
        return self.random.choice(ways) if ways else ""

    def _stranger(self) -> str:
        """Name somebody the firm has no matter for, now or before."""
        while True:
            surname = self._surname()
            if surname in self._surnames:
                full = f"{self.random.choice(_GIVENS.split())} {surname}"
                if not any(
                    full == f"{each.given} {each.surname}" for each in self.cases
                ):
                    return full
            else:
                return self.random.choice([surname, f"{surname} file"])

    def _swapped(self, number: str) -> str:
        """Swap two neighbouring digits that differ, among the last ones."""
        places = [
            place
            for place in range(len(number) - 1)
            if number[place].isdigit()
            and number[place + 1].isdigit()
            and number[place] != number[place + 1]
        ]
        if not places:  # 1111
            return f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
        place = self.random.choice(places)
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    def _slip(self, name: str) -> str:
        place = self.random.randrange(1, len(name) - 1)
        letter = self.random.choice("abcdefghijklmnopqrstuvwxyz")
        return self.random.choice(
            [
                name[:place] + name[place + 1 :],
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            ]
        )

    def _surname(self) -> str:
        (name,) = self.random.choices(self._names, cum_weights=self._weights)
        return name

    def _case(self, ident: int, style: str, used: set[str]) -> Case:
        """Open one matter; a fifth of them for a client the firm has already."""
        draw = self.random
        before = draw.choice(self.cases) if self.cases and draw.random() < 0.2 else None
        surname = before.surname if before else self._surname()
        given = before.given if before else draw.choice(_GIVENS.split())
        company = before.company if before else ""
        opponent, estate = "", False
        client = f"{surname}, {given}"
        roll = draw.random()
        if company or (not before and roll < 0.3):
            company = company or self._company()
            surname, given, client = company.split()[0], "", f"{company} Pty Ltd"
            name = f"{client} - {draw.choice(_DISPUTES)}"
            if roll < 0.1:
                opponent = self._surname()
                name = f"{client} v {opponent}"
        elif roll < 0.55:
            opponent = self._surname()
            name = f"{surname} v {opponent}"
            client = draw.choice([client, f"{given} {surname}", ""])
            given = given if client else ""
        elif roll < 0.65 and not before:
            estate, name = True, f"Estate of {given} {surname}"
            client = draw.choice(["", f"Estate of {given} {surname}"])
        elif roll < 0.8:
            street = f"{draw.randrange(1, 200)} {draw.choice(_STREETS.split())} Street"
            name = f"{surname} - Purchase of {street}"
        else:
            name = f"{given} {surname} - {draw.choice(_FAMILY + _PERSONAL)}"
        (status,) = draw.choices(("open", "pending", "closed"), (72, 4, 24))
        number = self._number(ident, style, surname, used)
        matter = Matter(ident, number, name, client, _status(status))
        return Case(matter, surname, given, opponent, company, estate)

    def _company(self) -> str:
        draw = self.random
        words = [
            draw.choice(_FIRSTS.split()),
            draw.choice(_SECONDS.split()),
            draw.choice(_TRADES.split()),
        ]
        if draw.random() < 0.4:
            del words[1]
        if draw.random() < 0.15:
            words[0] = self._surname()
        return " ".join(words)

    def _number(self, ident: int, style: str, surname: str, used: set[str]) -> str:
        if style == "mixed":
            style = STYLES[ident % len(STYLES)]
        code = self.random.choice(["FAM", "CON", "LIT", "COM", "EST"])
        head = surname.replace("-", "")[:4].upper()
        serial = 1
        while True:
            number = {
                "2024-FAM-0312": f"{2022 + ident % 4}-{code}-{ident:04}",
                "00001-Smith": f"{ident:05}-{surname}",
                "12345.001": f"{12000 + ident * 7 // 9}.{serial:03}",
                "SMIT001": f"{head}{serial:03}",
                "M-20260001": f"M-{2023 + ident % 4}{ident:04}",
                "2016-06-00001": f"{2022 + ident % 4}-{1 + ident % 12:02}-{ident:05}",
                "1234": str(1000 + ident),
            }[style]
            if number not in used:
                used.add(number)
                return number
            serial += 1


def _status(word: str) -> Status:
    return "open" if word == "open" else "pending" if word == "pending" else "closed"


def _squeezed(number: str) -> str:
    return "".join(each for each in number.lower() if each.isalnum())


def _spoken(number: str, draw: random.Random) -> str:
    """Say a reference as a dictation machine may write it."""
    dash, point = draw.choice([(" ", " "), (" dash ", " point "), ("/", "/"), ("", "")])
    return number.replace("-", dash).replace(".", point)


def worlds(size: int, *, seeds: Sequence[int] = (1,)) -> Iterator[World]:
    """Open one firm a style of reference, and one that mixes them, a seed."""
    for seed in seeds:
        for style in (*STYLES, "mixed"):
            yield World(size, style=style, seed=seed)
