"""Letters that others wrote: full of times, fees and dates that are nobody's entry."""

from datetime import datetime, timedelta, timezone

from tests.handlers.email.written.layouts import Old

# A row of the table is one line.
# fmt: off

EAST = timezone(timedelta(hours=11))

_ROWS = {
    # key: name | address | subject | day hour minute | words
    "settlement": ("Jane Doe|jane.doe@client.example|Settlement offer", (16, 9, 14), "Hi Ada,\n\nThey came back at $42,500 plus costs. I spent 0.5 hours on the phone with their adjuster and another 1.2 on the figures.\n\nCan we talk at 2.30pm?\n\nJane"),
    "scheduling": ("Registry, Family Court|registry@court.example|Listing: Smith v Jones (2024-FAM-0312)", (17, 15, 2), "Dear Practitioners\n\nThe matter is listed for mention on 3 December 2026 at 9.30am before Judge Ho.\nEstimated hearing time: 0.5 day. Time allowed per party: 45 minutes.\n\nRegards\nRegistry"),
    "fees": ("Tom Okafor|tom@counselchambers.example|Fee note 1187", (13, 11, 40), "Ada\n\nMy fee note:\n\n0.4  telephone conference\n1.2  drafting defence\n2.0  settling submissions\n\nTotal 3.6 hours at $450 per hour = $1,620.\n\nT"),
    "discovery": ("Priya Patel|priya@patel-imports.example|RE: Discovery list, second tranche", (12, 16, 5), "Ada - 314 documents, took my staff 6 hours.\n\n0.3 call with IT re backups\n0.2 email to bank\n\nLet me know."),
    "lease": ("Marcus Webb|mwebb@landlord.example|Lease renewal, Unit 4/12 Swan Street", (11, 8, 31), "Please see clause 12.1 marked up. Rent review every 3 years; notice 6 months.\n\nI can do 10:00-10:30 on Friday.\nMarcus Webb\nm 0400 111 222"),
    "expert": ("Dr L. Wu|lwu@experts.example|Report - Chen", (10, 13, 20), "Draft attached. I have spent 7.5 hours so far (two half-hour calls, 1h30 at the site).\nMy rate is 380/h.\n\nLin Wu"),
    "counsel": ("Opposing Counsel|oc@otherfirm.example|Without prejudice save as to costs", (16, 17, 55), "Dear Ada,\n\nWe refer to our call of 0.2 today.\nBookmark: clause 7 remains open.\n\nYours faithfully"),
    "will": ("Edith Marsh|edith.marsh@mailbox.example|My will", (9, 19, 45), "Dear Ada\nI would like to leave the cottage to Rose. Could you ring me for 15 minutes on Tuesday?\nEdith"),
    "board": ("Chair, Harbour Ltd|chair@harbour.example|Minutes of the board, 12 November", (14, 10, 10), "Item 1: minutes (5 min)\nItem 2: budget (0.7 h)\nItem 3: litigation report, Ada to speak for 20 minutes\n\nsplit 3 Smith, Jones\nexport clio"),
    "visa": ("Farid Amiri|farid@amiri.example|Visa refusal letter", (15, 7, 58), "today\n\nI got the refusal. 28 days to appeal. The officer spoke to me for 1.5 hours.\n\nFarid"),
    "invoice": ("Accounts Desk|accounts@supplier.example|Invoice INV-2231 - 2.4 hours", (13, 14, 0), "Description            Hours   Rate    Amount\nSite visit               1.0    200       200\nCallout, Smith file      0.4    200        80\nTravel                   1.0    100       100\n\nDue in 14 days."),
    "deed": ("Helen Ng|helen.ng@bank.example|Deed of release: execution", (17, 9, 3), "Ada\n\n1. Sign at p 4\n2. Return by 4.00 pm\n3. 0.1 email to confirm, please\n\nHelen"),
    "medical": ("Dr Sam Reed|reed@clinic.example|Records request: B. Jones", (10, 12, 12), "We can release the notes (212 pages). The fee is 1.5 hours of admin at $60.\n\nReed Clinic"),
    "neighbour": ("Olive Tran|olive.tran@mail.example|Fence dispute", (14, 21, 9), "He shouted for 20 min!! I wrote it all down: 7.10pm, 7.25pm, 7.40pm.\nWhat does 0.3 hours of your time cost me?\nOlive"),
    "police": ("Sgt K. Lee|klee@police.example|Brief of evidence 0.9 served", (16, 6, 47), "Brief served in two parts, 0.9 and 1.1. Interview ran 2h05.\n\nK Lee"),
    "tax": ("Rosa Bianchi|rosa@ledgers.example|BAS and trust account", (12, 10, 30), "Ada, 3 units were posted twice: 0.2 call (11/11) and 0.2 call (12/11).\nPlease void one.\nRosa"),
    "merger": ("Noor Haddad|noor@acquirer.example|Project Falcon: disclosure schedule", (17, 22, 18), "Team,\n\nOpen points: 4.2(a), 7.1, 9.3.\nCall 9-9.30am tomorrow, 0.5 h.\n\nNoor"),
    "nanny": ("Grace Kim|grace.kim@home.example|Parenting plan", (9, 8, 8), "Handover at 5:30. He is always half an hour late.\nI have kept notes for 2 years.\nGrace"),
    "german": ("Jürgen Groß|j.gross@mandant.example|Kündigung des Mietvertrags", (16, 9, 14), "Sehr geehrte Frau Kollegin,\n\nanbei die Kündigung. Besprechung dauerte 1,5 Stunden, Fahrt 0,4 Std.\n\nMit freundlichen Grüßen\nJürgen Groß"),
    "french": ("Élodie Lefèvre|elodie@cabinet.example|Mise en demeure : dossier Lefèvre", (12, 14, 22), "Chère Maître,\n\nL'audience a duré 2h30. Honoraires : 0,5 h de recherche.\n\nCordialement,\nÉlodie"),
    "spanish": ("Íñigo Muñoz|inigo@cliente.example|Contrato de compraventa", (11, 10, 0), "Estimada Ada:\n\nLa reunión fue de 45 minutos y la llamada de 0,3 horas.\n\nUn saludo\nÍñigo"),
    "italian": ("Giulia Conti|giulia@studio.example|Atto di citazione", (10, 16, 41), "Gentile Ada,\nudienza il 3/12 ore 9.30, durata 1,5 ore.\nCordiali saluti\nGiulia"),
    "portuguese": ("João Araújo|joao@cliente.example|Procuração e ação", (13, 9, 9), "Prezada Ada,\ngastei 0,8 horas no cartório e 2 h na audiência.\nAbraços\nJoão"),
    "dutch": ("Sanne de Vries|sanne@klant.example|Huurovereenkomst Keizersgracht", (9, 11, 15), "Beste Ada,\nhet gesprek duurde 0,5 uur, daarna nog 20 min telefoon.\nGroet\nSanne"),
    "swedish": ("Åsa Öberg|asa@klient.example|Hyresavtal, bilaga 2", (16, 8, 45), "Hej Ada!\nMötet tog 1,5 timmar. Jag ringer i 10 min imorgon.\nMvh\nÅsa"),
    "danish": ("Søren Kjær|soren@klient.example|Lejekontrakt", (17, 12, 20), "Kære Ada\nMødet varede 0,7 time, og telefonen 12 min.\nVenlig hilsen\nSøren"),
    "norwegian": ("Bjørn Ås|bjorn@kunde.example|Kjøpekontrakt, tomt 14", (13, 13, 33), "Hei Ada\nBefaring: 2 timer. Telefon 0,2.\nHilsen Bjørn"),
    "finnish": ("Päivi Mäkinen|paivi@asiakas.example|Vuokrasopimus", (12, 9, 50), "Hei Ada,\nkokous kesti 1,5 h ja puhelu 15 min.\nTerveisin\nPäivi"),
    "polish": ("Łukasz Wiśniewski|lukasz@klient.example|Umowa najmu - poprawki", (11, 15, 15), "Dzień dobry,\nrozmowa trwała 0,5 godz., analiza 2 godz.\nPozdrawiam\nŁukasz"),
    "czech": ("Jiří Dvořák|jiri@klient.example|Nájemní smlouva", (10, 10, 5), "Dobrý den,\njednání trvalo 1,5 hod.\nS pozdravem\nJiří"),
    "slovak": ("Ľubomír Kováč|lubo@klient.example|Kúpna zmluva", (9, 9, 30), "Dobrý deň,\nstretnutie 0,8 hod, telefonát 12 min.\nĽubo"),
    "hungarian": ("Szőke Ágnes|agnes@ugyfel.example|Bérleti szerződés", (16, 11, 11), "Tisztelt Ada!\nA tárgyalás 1,5 órát tartott.\nÜdvözlettel\nÁgnes"),
    "romanian": ("Ștefan Țurcanu|stefan@client.example|Contract de închiriere", (17, 10, 50), "Bună ziua,\nședința a durat 0,7 ore.\nCu stimă\nȘtefan"),
    "russian": ("Иван Петров|ivan@client.example|Договор аренды", (13, 12, 0), "Добрый день!\nВстреча заняла 1,5 часа, звонок 0,3 ч.\nС уважением,\nИван"),
    "ukrainian": ("Олена Шевчук|olena@client.example|Договір оренди", (12, 13, 10), "Доброго дня!\nЗустріч тривала 0,5 год.\nОлена"),
    "turkish": ("Çağrı Şahin|cagri@muvekkil.example|Kira sözleşmesi", (11, 9, 21), "Sayın Ada,\ntoplantı 1,5 saat sürdü; telefon 0,2.\nSaygılarımla\nÇağrı"),
    "greek": ("Γιώργος Παππάς|giorgos@pelatis.example|Μισθωτήριο", (10, 14, 14), "Καλησπέρα,\nη συνάντηση κράτησε 1,5 ώρα.\nΓιώργος"),
    "hebrew": ("דוד לוי|david@lakoach.example|הסכם שכירות", (16, 10, 10), "שלום עדה,\nהפגישה נמשכה 1.5 שעות.\nדוד"),
    "arabic": ("سامي حداد|sami@client.example|عقد إيجار", (17, 11, 5), "مرحبا،\nاستغرق الاجتماع 1.5 ساعة.\nسامي"),
    "japanese": ("田中太郎|tanaka@kokyaku.example|契約書の件", (13, 10, 15), "お世話になっております。\n会議は1.5時間、電話は0.2時間でした。\n田中"),
    "chinese": ("王小明|wang@kehu.example|租赁合同修改", (12, 9, 25), "您好，\n会议用了1.5小时，电话0.3小时。\n王小明"),
    "taiwanese": ("陳美玲|chen@kehu.example|租約修訂", (11, 16, 48), "您好：\n會議1.5小時，通話0.2小時。\n陳美玲"),
    "korean": ("김민수|minsu@gogaek.example|임대차 계약서", (10, 15, 37), "안녕하세요,\n회의는 1.5시간, 통화 0.2시간이었습니다.\n김민수"),
    "vietnamese": ("Nguyễn Thị Hà|ha@khach.example|Hợp đồng thuê nhà", (9, 14, 4), "Chào chị,\ncuộc họp kéo dài 1,5 giờ.\nHà"),
    "indonesian": ("Budi Santoso|budi@klien.example|Perjanjian sewa", (16, 13, 2), "Bu Ada,\nrapat 1,5 jam dan telepon 0,2 jam.\nBudi"),
    "croatian": ("Željko Čović|zeljko@klijent.example|Ugovor o najmu", (17, 8, 19), "Poštovana,\nsastanak je trajao 1,5 h.\nŽeljko"),
    "thai": ("สมชาย ใจดี|somchai@client.example|สัญญาเช่า", (13, 9, 45), "สวัสดีครับ\nประชุม 1.5 ชั่วโมง\nสมชาย"),
}


def old(key, **changed):
    """Return an original by its name, with what is said of it otherwise."""
    head, (day, hour, minute), words = _ROWS[key]
    name, address, subject = head.split("|")
    facts = {"name": name, "address": address, "to": "ada@firm.example", "subject": subject, "at": datetime(2026, 11, day, hour, minute, 22, tzinfo=EAST), "words": words}
    return Old(**(facts | changed))
