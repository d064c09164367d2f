"""English is recognised as English, another language as another; too little text as neither."""

from __future__ import annotations

from time import perf_counter

import pytest

from attribcheck.language.recognition import ENGLISH, UNKNOWN, recognise

ENGLISH_TEXT = (
    "The harbour opened again on Monday after the storm, the port's manager said. Two ferries left for the islands "
    "before noon, and the coast guard told reporters that nobody had been hurt on the water."
)

OTHERS = {
    "German": "Der Hafen ist am Montag nach dem Sturm wieder geöffnet worden, sagte die Leiterin. Zwei Fähren sind noch vor dem Mittag zu den Inseln gefahren, und niemand wurde auf dem Wasser verletzt.",
    "French": "Le port a rouvert lundi après la tempête, selon sa directrice. Deux bateaux sont partis pour les îles avant midi, et personne n'a été blessé sur l'eau, ont dit les garde-côtes dans un communiqué.",
    "Spanish": "El puerto volvió a abrir el lunes después de la tormenta, dijo su directora. Dos barcos salieron para las islas antes del mediodía y nadie ha resultado herido en el mar, según la guardia costera.",
    "Portuguese": "O porto voltou a abrir na segunda-feira depois da tempestade, disse a diretora. Dois barcos saíram para as ilhas antes do meio-dia e não há feridos no mar, segundo a guarda costeira.",
    "Italian": "Il porto ha riaperto lunedì dopo la tempesta, ha detto la direttrice. Due traghetti sono partiti per le isole prima di mezzogiorno e nessuno è rimasto ferito nel mare, secondo la guardia costiera.",
    "Dutch": "De haven is maandag na de storm weer geopend, zei de directeur. Twee veerboten zijn voor de middag naar de eilanden vertrokken en er is niemand gewond geraakt op het water, volgens de kustwacht.",
    "Polish": "Port został ponownie otwarty w poniedziałek po burzy, powiedziała jego dyrektorka. Dwa promy odpłynęły na wyspy przed południem i nikt nie został ranny na wodzie, jak podała straż, która była na miejscu.",
    "Swedish": "Hamnen öppnade igen på måndagen efter stormen, säger chefen. Två färjor gick till öarna före lunch och ingen har skadats på vattnet, enligt kustbevakningen, som inte ville säga mer om det.",
    "Danish": "Havnen åbnede igen mandag efter stormen, siger direktøren. To færger sejlede til øerne før middag, og ingen er kommet til skade på vandet, sagde kystvagten, som ikke ville sige mere om det.",
    "Norwegian": "Havna åpnet igjen mandag etter stormen, sier direktøren. To ferger gikk til øyene før lunsj, og ingen ble skadet på sjøen, sier kystvakta, som ikke ville si mer om hva som har skjedd.",
    "Finnish": "Satama avattiin maanantaina uudelleen myrskyn jälkeen, johtaja sanoi. Kaksi lauttaa lähti saarille ennen puoltapäivää, eikä kukaan ole loukkaantunut, mutta rannikkovartiosto sanoi, että se ei ole vielä varma ja tutkii myös muita aluksia.",
    "Czech": "Přístav byl v pondělí po bouři znovu otevřen, řekla jeho ředitelka. Dva trajekty odpluly na ostrovy před polednem a nikdo se na vodě nezranil, jak uvedla stráž, která je také na místě a podle které je vše v pořádku.",
    "Hungarian": "A kikötő hétfőn újra megnyílt a vihar után, mondta az igazgató. Két komp még dél előtt elindult a szigetekre, és senki nem sérült meg, de a parti őrség szerint ez csak az első nap volt.",
    "Romanian": "Portul s-a redeschis luni după furtună, a spus directoarea. Două feriboturi au plecat spre insule înainte de prânz și nu a fost rănit nimeni, potrivit pazei de coastă, care nu a spus mai multe până la ora asta.",
    "Turkish": "Liman fırtınadan sonra pazartesi günü yeniden açıldı, dedi müdür. İki feribot öğleden önce adalara gitti ve hiç kimse yaralanmadı, ama sahil güvenlik daha çok bilgi için bir gün beklemek gerektiğini söyledi, bu da yeni bir gecikme.",
    "Indonesian or Malay": "Pelabuhan itu dibuka lagi pada hari Senin setelah badai, kata direkturnya. Dua kapal berangkat ke pulau sebelum siang dan tidak ada orang yang terluka di laut, menurut penjaga pantai yang ada di sana.",
    "Vietnamese": "Cảng đã mở lại vào thứ hai sau cơn bão, theo lời giám đốc. Hai chuyến phà đã rời bến đến các đảo trước buổi trưa và không có ai bị thương trên biển, những người canh giữ bờ biển cho biết.",
    "Filipino": "Binuksan muli ang daungan noong Lunes matapos ang bagyo, ayon sa direktor. Dalawang barko ang umalis papunta sa mga isla bago magtanghali at walang nasaktan sa dagat, sabi ng mga bantay na nasa pampang ng lungsod.",
    "Swahili": "Bandari ilifunguliwa tena siku ya Jumatatu baada ya dhoruba, alisema mkurugenzi wa bandari. Feri mbili ziliondoka kwa visiwa kabla ya mchana na hakuna mtu aliyejeruhiwa katika bahari, kwa mujibu wa walinzi wa pwani.",
    "Russian": "Порт снова открылся в понедельник после шторма, сказала его директор. Два парома ушли к островам до полудня, и никто на воде не пострадал, сообщила береговая охрана, которая работала всю ночь и ещё часть утра, чтобы вывести суда из бухты.",
    "Ukrainian": "Порт знову відкрився в понеділок після шторму, сказала його директорка. Два пороми пішли до островів до полудня, і ніхто на воді не постраждав, повідомила берегова охорона, яка працювала всю ніч і її люди втомилися, їм дали день спокою.",
    "Greek": "Το λιμάνι άνοιξε ξανά τη Δευτέρα μετά την καταιγίδα, είπε η διευθύντρια. Δύο πλοία έφυγαν για τα νησιά πριν από το μεσημέρι και κανείς δεν τραυματίστηκε στη θάλασσα, σύμφωνα με την ακτοφυλακή που ήταν εκεί.",
    "Arabic": "أعيد فتح الميناء يوم الاثنين بعد العاصفة كما قالت المديرة. وغادرت عبارتان إلى الجزر قبل الظهر ولم يصب أحد في البحر بحسب خفر السواحل الذين عملوا طوال الليل في المدينة القديمة.",
    "Hebrew": "הנמל נפתח שוב ביום שני אחרי הסערה, אמרה המנהלת. שתי מעבורות יצאו לאיים לפני הצהריים ואיש לא נפגע בים, לפי משמר החופים שעבד כל הלילה בעיר העתיקה ליד המזח.",
    "Persian": "بندر پس از توفان روز دوشنبه دوباره باز شد، مدیر گفت. دو کشتی پیش از ظهر به سوی جزیره‌ها رفتند و هیچ کس در دریا زخمی نشد، چنان که گارد ساحلی گفته است و گزارش داد.",
    "Hindi": "तूफान के बाद बंदरगाह सोमवार को फिर खुल गया, निदेशक ने कहा। दो नावें दोपहर से पहले द्वीपों के लिए निकलीं और समुद्र में कोई घायल नहीं हुआ है, तट रक्षक ने बताया है।",
    "Thai": "ท่าเรือเปิดอีกครั้งในวันจันทร์หลังพายุ ผู้อำนวยการกล่าว เรือสองลำออกไปยังเกาะก่อนเที่ยงและไม่มีใครได้รับบาดเจ็บในทะเล เจ้าหน้าที่รักษาชายฝั่งกล่าวกับผู้สื่อข่าว",
    "Burmese": "မုန်တိုင်းအပြီး တနင်္လာနေ့တွင် ဆိပ်ကမ်းကို ပြန်ဖွင့်ခဲ့သည်ဟု ညွှန်ကြားရေးမှူးက ပြောသည်။ သင်္ဘောနှစ်စင်းသည် မွန်းမတည့်မီ ကျွန်းများသို့ ထွက်ခွာသွားပြီး မည်သူမျှ ထိခိုက်ခြင်းမရှိပါ။",
    "Khmer": "កំពង់ផែបានបើកឡើងវិញនៅថ្ងៃចន្ទបន្ទាប់ពីព្យុះ នេះបើតាមនាយក។ សាឡាងពីរបានចេញទៅកោះមុនថ្ងៃត្រង់ ហើយគ្មានអ្នកណារងរបួសនៅលើសមុទ្រទេ។",
    "Chinese": "港口星期一在风暴过后重新开放，局长说。两艘渡轮在中午之前驶往各个岛屿，海上没有人受伤，海岸警卫队对记者表示，他们整夜都在清理航道，城里的人也来帮忙。",
    "Japanese": "港は嵐のあと月曜日に再開したと所長が述べた。二隻のフェリーが正午前に島へ向かい、海上でけがをした人はいないと沿岸警備隊が記者団に語り、夜通し作業を続けたという。",
    "Korean": "항구는 폭풍이 지나간 뒤 월요일에 다시 문을 열었다고 소장이 말했다. 배 두 척이 정오 전에 섬으로 떠났고 바다에서 다친 사람은 없었다고 해안 경비대가 기자들에게 밝혔다.",
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_language_is_named(name: str) -> None:
    found = recognise(OTHERS[name])
    assert found is not None
    assert found.name == name
    assert found.code != "en"


def test_english() -> None:
    assert recognise(ENGLISH_TEXT) == ENGLISH == ("en", "English")
    assert recognise(ENGLISH_TEXT.upper()) == ENGLISH
    assert recognise(iter(ENGLISH_TEXT.split(". "))) == ENGLISH


@pytest.mark.parametrize("name", OTHERS)
def test_english_with_a_foreign_quotation_stays_english(name: str) -> None:
    quotation = OTHERS[name][: 90 if OTHERS[name].isascii() or name not in ("Chinese", "Japanese", "Thai") else 30]
    assert recognise(f"{ENGLISH_TEXT} In her own words: “{quotation}”. {ENGLISH_TEXT}") == ENGLISH
    assert recognise(f"“{quotation}”, she said. {ENGLISH_TEXT}") == ENGLISH


def test_english_about_people_with_foreign_names() -> None:
    text = (
        "Deputy mayors Iñaki Etxeberria and Marie de la Tour, trade minister Jan van der Meer and the poet Nguyễn Thị An "
        "met at the Palais de la Paix in Den Haag, where they signed a letter to the United Nations."
    )
    assert recognise(text) == ENGLISH


def test_a_language_that_is_not_known_is_still_not_english() -> None:
    esperanto = (
        "Haveno malfermiĝis denove lunde post ŝtormo, diris ĝia direktoro. Pramoj veturis insulen antaŭ tagmezo kaj neniu "
        "vundiĝis surmare, laŭ marbordgardistoj, kiuj laboris tutnokte por purigi kanalon, kvankam multaj homoj "
        "helpis ilin senpage, alportante varman manĝaĵon kaj trinkaĵon. Ankaŭ fiŝkaptistoj, kies boatoj rompiĝis, ricevis helpon."
    )
    assert recognise(esperanto) == UNKNOWN
    assert UNKNOWN.code == "und"


@pytest.mark.parametrize(
    "text",
    ["", "Harbour opens", "Hafen offen", "港口重新开放", "1 2 3 4 5 " * 50, "The harbour opened on Monday, she said."],
)
def test_too_little_to_tell(text: str) -> None:
    assert recognise(text) is None


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    begun = perf_counter()
    recognise("ő" * 5_000_000)
    recognise("a" for _ in range(5_000_000))
    for _ in range(20):
        recognise(ENGLISH_TEXT * 100)
    assert perf_counter() - begun < 1
