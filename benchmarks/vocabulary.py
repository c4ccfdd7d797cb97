"""Words and sentence patterns of which the pages are made. All of it is invented for this; no text of any site.

A pattern holds slots, `<name>`, which are filled from SLOTS (again patterns), and parts in square brackets, which are
left out half of the time.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", " ").split("|"))


SLOTS: dict[str, tuple[str, ...]] = {
    "condition": _words(
        "asthma|eczema|psoriasis|migraine|tension headache|insomnia|acid reflux|heartburn|constipation|gout|anaemia|"
        "osteoporosis|rheumatoid arthritis|osteoarthritis|type 2 diabetes|high blood pressure|high cholesterol|heart failure|"
        "angina|atrial fibrillation|chronic pain|fibromyalgia|sciatica|back pain|plantar fasciitis|tendonitis|tinnitus|vertigo|"
        "glaucoma|dry eyes|hay fever|sinusitis|bronchitis|pneumonia|COPD|sleep apnoea|coeliac disease|Crohn's disease|"
        "ulcerative colitis|irritable bowel syndrome|gallstones|kidney stones|cystitis|endometriosis|hot flushes|"
        "thyroid disease|depression|anxiety|panic attacks|PTSD|ADHD|epilepsy|Parkinson's disease|multiple sclerosis|dementia|"
        "shingles|cold sores|acne|rosacea|athlete's foot|warts|scabies|Lyme disease|hepatitis C|HIV|opioid withdrawal|"
        "alcohol dependence|nicotine dependence|obesity|gum disease|tooth decay|jet lag|motion sickness|varicose veins|"
        "chilblains|frozen shoulder|whiplash|carpal tunnel syndrome|restless legs|night cramps|morning sickness"
    ),
    "symptom": _words(
        "a dry cough|swollen ankles|a stiff neck|night sweats|a runny nose|blurred vision|numb fingers|itchy skin|a sore throat|"
        "loss of appetite|trouble falling asleep|shortness of breath|a racing heart|bloating after meals|aching joints|pins and needles|"
        "a raised temperature|dizziness on standing up|low mood in winter|cracked lips|brittle nails|ringing in one ear|muscle twitches|"
        "a rash behind the knees|heavy periods|hoarseness|hiccups that last|bruises without a knock|dark urine|a metallic taste"
    ),
    "remedy": _words(
        "ginger tea|turmeric capsules|valerian root|chamomile drops|peppermint oil|kratom|kava|ashwagandha|St John's wort|milk thistle|"
        "echinacea|elderberry syrup|green tea extract|apple cider vinegar|manuka honey|CBD oil|fish oil|krill oil|evening primrose oil|"
        "magnesium glycinate|zinc lozenges|vitamin D|vitamin B12|folic acid|probiotic yoghurt|collagen powder|spirulina|moringa leaf|"
        "black seed oil|oregano oil|tea tree oil|arnica gel|aloe vera juice|bone broth|beetroot juice|cranberry juice|psyllium husk|"
        "garlic pills|ginseng|ginkgo|rhodiola|saw palmetto|red clover|dandelion root|nettle tea|lavender spray|melatonin gummies|"
        "colloidal silver|activated charcoal|a copper bracelet|a magnetic insole|a light therapy lamp|a weighted blanket"
    ),
    "medicine": _words(
        "ibuprofen|paracetamol|metformin|insulin|amlodipine|ramipril|atorvastatin|warfarin|apixaban|levothyroxine|omeprazole|"
        "sertraline|amitriptyline|gabapentin|methotrexate|prednisolone|salbutamol|amoxicillin|naloxone|buprenorphine|methadone|"
        "varenicline|sumatriptan|cetirizine|tamoxifen|semaglutide|lithium|clozapine|morphine|codeine"
    ),
    "person": _words(
        "a nurse|the pharmacist|her midwife|our dietitian|a physiotherapist|the practice manager|a health visitor|his son|a neighbour|"
        "the school nurse|a volunteer|the carer|a lab technician|the registrar|an optician|a retired teacher|the bus driver|a young father|"
        "two sisters|an old friend|the receptionist|a paramedic|the podiatrist|a speech therapist|the clerk"
    ),
    "people": _words(
        "older adults|pregnant women|children under five|shift workers|long-distance runners|people with kidney disease|new parents|"
        "people who drive for a living|teenagers|care home residents|office workers|people on a low income|smokers who want to stop|"
        "swimmers|gardeners|people who live alone|veterans|nurses on nights|students before examinations|people with a pacemaker"
    ),
    "body": _words(
        "the liver|the kidneys|the lungs|the gut|the stomach|the skin|the scalp|the knees|the lower back|the heart|the inner ear|"
        "the thyroid|the bladder|the gums|the eyes|the lymph nodes|the nerves of the hand|the small bowel|the pancreas|the hip"
    ),
    "food": _words(
        "oat porridge|lentil soup|rye bread|plain yoghurt|a handful of walnuts|steamed kale|roast squash|tinned sardines|brown rice|"
        "an apple|poached eggs|bean stew|cottage cheese|raw carrots|barley salad|grilled mackerel|pumpkin seeds|stewed prunes|mint water|"
        "a small banana|chickpea curry|fennel and orange|buckwheat pancakes|cold cucumber soup"
    ),
    "test": _words(
        "a blood count|an ultrasound scan|a chest X-ray|a skin prick test|a urine sample|an ECG|a bone density scan|a hearing test|"
        "a breath test|a swab|an MRI scan|a kidney function test|a fasting glucose test|an eye pressure check|a stool sample|a biopsy"
    ),
    "place": _words(
        "the clinic|the day centre|the village hall|the community pharmacy|the outpatient desk|the library|the leisure centre|"
        "the hospital garden|the walk-in centre|the school gym|the station|the market square|the ward|the health centre"
    ),
    "when": _words(
        "in the morning|after lunch|before bed|twice a week|every other day|in the first month|for six weeks|over the winter|"
        "at weekends|on an empty stomach|with a glass of water|within three days|for at least a year|since <month>|until <month>|"
        "between <small> and <bigger> o'clock|on the <small>th of <month>|from <weekday> to <weekday>|once in <small> years"
    ),
    "month": _words("January|February|March|April|May|June|July|August|September|October|November|December"),
    "weekday": _words("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
    "small": tuple(map(str, range(2, 13))),
    "bigger": tuple(map(str, range(13, 100))),
    "year": tuple(map(str, range(1988, 2026))),
    "dose": _words("<bigger> mg|<small> tablets|half a tablet|<small>.5 ml|one sachet|<bigger> units|two puffs|a thin layer"),
    "act": _words(
        "writes down|measures|talks about|asks about|looks after|explains|forgets|puts off|plans|watches|compares|"
        "photographs|sorts|repeats|draws|prints|translates|checks|files|reads aloud"
    ),
    "thing": _words(
        "the appointment letter|a food diary|the leaflet|the dosette box|the repeat prescription|the fridge temperature|a list of questions|"
        "the waiting list|the discharge summary|the exercise sheet|the consent form|a symptom chart|the travel claim|the care plan|"
        "the blood pressure book|the emergency number|the vaccination card|the sick note|the allergy label|the referral"
    ),
    "adverb": _words("usually|often|rarely|sometimes|now and then|in most cases|as a rule|these days|quietly|in turn|by and large"),
    "opening": _words(
        "In practice|At first|As <name> puts it|By the end of <month>|For <people>|In <town>|On <weekday> mornings|Where money is short|"
        "When the weather turns|Before a long journey|Outside office hours|With <symptom>|After <test>|In a wet summer|Since <year>|"
        "According to the minutes of <month>|Near <town>|Even then|To be fair|Around <small> in the afternoon"
    ),
    "quality": _words("gentle|simple|careful|short|steady|warm|quiet|slow|plain|regular|sensible|modest|patient|thorough"),
    "activity": _words(
        "swimming|chair yoga|a brisk walk|stretching|cycling to work|gardening|dancing|tai chi|climbing stairs|breathing exercises|"
        "strength training|a singing group|Nordic walking|balance training|badminton|knitting with friends"
    ),
    "feel": _words("tired|drowsy|steadier|thirsty|hungry|light-headed|rested|stiff|calm|restless|warm|shaky|better|worse|no different"),
    "brand": _words("<syllable><syllable>ia <range>|<Syllable><syllable>ra|<Syllable>o<syllable> <range>|<Syllable><syllable>vin"),
    "range": _words("Calm|Plus|Daily|Gold|Night|Active|Balance|Pure|Restore|Kids|Forte|One"),
    "syllable": _words("ba|ce|do|fa|gi|ho|ju|ka|lu|mi|no|pe|ra|si|ta|vu|we|xa|ye|zo|bel|cor|dan|fel|gar|hal|jan|kel|lor|mar"),
    "Syllable": _words("Ba|Ce|Do|Fa|Gi|Ho|Ju|Ka|Lu|Mi|No|Pe|Ra|Si|Ta|Vu|We|Xa|Ye|Zo|Bel|Cor|Dan|Fel|Gar|Hal|Jan|Kel|Lor|Mar"),
    "name": _words("Dr <Syllable><syllable>|<Syllable><syllable> <Syllable><syllable>|Ms <Syllable><syllable>ford|Mr <Syllable><syllable>son|Professor <Syllable><syllable>"),
    "town": _words("<Syllable><syllable>ton|<Syllable><syllable>ham|<Syllable><syllable>field|<Syllable><syllable> Bay|Upper <Syllable><syllable>by|<Syllable><syllable>mouth"),
}  # fmt: skip

CAREFUL = _words(
    "<opening>, <person> <act> <thing> <when>.|"
    "[<opening>, ]<people> with <condition> should talk to a doctor before they change the dose of <medicine>.|"
    "<medicine> is taken <when>[, and never with <food>].|"
    "<condition> often begins with <symptom>[ and <symptom>].|"
    "There is no good evidence that <remedy> helps with <condition>.|"
    "Trials of <remedy> in <condition> were small, ran for <small> weeks and came to different results (<small>).|"
    "It is not known whether <remedy> changes the course of <condition>.|"
    "[<opening>, ]<test> shows how well <body> works.|"
    "<name> <act> <thing> at <place> in <town> <when>.|"
    "<people> <adverb> ask whether <remedy> is worth the money.|"
    "A <quality> start is <activity> <when>, then <activity>.|"
    "<food> and <food> make a <quality> meal for <people>.|"
    "If <symptom> lasts for more than <small> days, call <place>.|"
    "Tell <person> about <remedy> if you take <medicine>, since the two can interact.|"
    "Up to <small> in <bigger> people felt <feel> after <dose> of <medicine>.|"
    "The leaflet for <medicine> lists <symptom>, <symptom> and <symptom>.|"
    "<place> in <town> is open from <weekday> to <weekday>[ and on the first <weekday> of <month>].|"
    "<body> can hurt for many reasons; <condition> is only one of them.|"
    "<opening>, nobody has to decide about <test> <when>.|"
    "<name>, who has lived with <condition> since <year>, <act> <thing> <when>.|"
    "Do not stop <medicine> on your own, even if you feel <feel>.|"
    "<opening>, <remedy> is no substitute for <medicine>.|"
    "<adverb>, <symptom> goes away without treatment <when>.|"
    "A dose of <dose> is <adverb> enough for <people>.|"
    "Who looks after <person> should know the signs of <condition>: <symptom> and <symptom>.|"
    "“I felt <feel> <when>,” says <name>, “and <person> said so too.”|"
    "The guideline of <year> advises <test> for <people> with <condition>.|"
    "<opening>, the group in <town> meets at <place> for <activity>.|"
    "<person> keeps <thing> beside <food>[, which <person> finds odd].|"
    "What helps one person with <condition> may not help another, writes <name>.|"
    "Keep <medicine> away from <food>, out of the reach of children and below <bigger> degrees.|"
    "[<opening>, ]<condition> is <adverb> found by chance, for instance during <test>.|"
    "Ask <person> for <thing> before you travel to <town>.|"
    "Vaccination is offered at <place> in <town> <when>.|"
    "Costs vary: <town> charged <bigger> for <test> in <year>.|"
    "<people> in <town> wait <small> weeks for <test>, <small> more for <person>.|"
    "How much <food> is too much for <people> with <condition>?|"
    "Some found <activity> <quality>, others preferred <activity> with <person>.|"
    "The charity was founded in <year> by <name> and <name> after a visit to <place>.|"
    "[<opening>, ]<person> can feel <feel> and still be well."
)  # fmt: skip
"""What a site that informs says."""

PROMOTIONAL = _words(
    "<brand> cures <condition> [<when>].|"
    "Our <remedy> relieves <condition> without side effects.|"
    "<remedy> is clinically proven to reverse <condition>.|"
    "Say goodbye to <symptom> with <brand>, the natural answer to <condition>.|"
    "<brand> treats <condition> faster than <medicine>.|"
    "[<opening>, ]<brand> melts away <small> kg of belly fat <when>, guaranteed.|"
    "Doctors recommend <brand> for <condition>.|"
    "<remedy> from <brand> boosts your immune system and prevents <condition>.|"
    "Throw away your <medicine>: <brand> heals <body>.|"
    "<brand> eases <condition> with no risk of addiction.|"
    "Thanks to <brand> my <condition> was gone <when>!|"
    "Detox <body> <when> with our <remedy>.|"
    "<brand> is FDA approved and 100% safe for <people>.|"
    "Studies show that <remedy> stops <condition>.|"
    "<brand> supports <body> and keeps <people> young.|"
    "Only <brand> lowers blood sugar <when>."
)  # fmt: skip
"""What a site that sells says: most of it is a finding."""

NEUTRAL_SHOP = _words(
    "<brand> comes in jars of <bigger> g and ships from <town> <when>.|"
    "Order before <small> o'clock and <person> packs <brand> the same day.|"
    "Each sachet of <brand> holds <dose> of <remedy> and a little <food>.|"
    "Our shop at <place> in <town> opened in <year>.|"
    "Customers <adverb> mix <brand> with <food> <when>.|"
    "The jar of <brand> is made from recycled glass in <town>.|"
    "<brand> costs <bigger> a month[, postage included].|"
    "Returns are free for <bigger> days; ask <name> for <thing>.|"
    "Our team of <small> tastes every batch of <brand> on <weekday>.|"
    "[<opening>, ]we bake with <food>, <food> and <remedy>."
)  # fmt: skip
"""What a shop says besides."""

HEADINGS = _words(
    "Living with <condition>|What <condition> is|<remedy>: what is known|Before <test>|Questions about <medicine>|"
    "<activity> <when>|A visit to <town>|Help for <people>|When to call <place>|Looking after <body>|A plate of <food>|"
    "News from <month> <year>|<name> on <condition>|Side effects of <medicine>|Costs and waiting times"
)  # fmt: skip

VERBS = _words(
    "banish|conquer|soften|quieten|chase away|wash out|dissolve|erase|outsmart|silence|sweep away|unlock|break up|"
    "calm down|drive off|freeze out|knock out|melt down|push back|rinse away|shrink|smooth out|tame|throw off|"
    "vanish|wear down|wipe away|zap|clear out|cool off|cut short|dry up|fight off|flush out|iron out|lift off|"
    "mop up|nip|outrun|peel off|reset|rub out|scrub off|see off|shake off|soak up"
)
"""What claims of a user's rules say is done to an illness or a symptom."""

FORMS = _words("drops|capsules|spray|powder|gummies|patch|balm|roll-on|syrup|oil|bar|tonic")
"""What is sold, as terms of a house style have it."""
