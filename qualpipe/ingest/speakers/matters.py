"""Words of speech that have the form of a name: health, places and things that people tell of.

They are many, since a word that might be a matter of somebody's health is better taken for speech
than printed.
"""

import re

# English words that no full name has: Side Effects, Good Life.
_THE_ORDINARY = """
    queen king's prince princess st saint hospital syndrome meth crystal magic mushroom weed
    ketamine cannabis lady sunday monday tuesday wednesday thursday friday saturday cervical
    breast lump smear kidney stone hay swollen irritable bipolar manic postnatal antenatal acute
    chronic fools cervix virtue covid sclerosis dysfunction erectile domestic sibling intrusive
    flashing gut skull scalp abuse academy accident ache acid act action activity addiction
    advice affair age aid air alarm alcohol allergy allowance anger animal ankle answer anxiety
    appointment area arm army art asthma attack attention back bad bag ball bank bar bath battle
    beach bed beer belly benefit bike bill birth bladder blade bleed bleeding blood board body
    bomb bone book boot bowel box brain bread break breakdown breakfast breast breath bridge
    broken building burn burnout bus business call camera camp cancer car card care career case
    cash cell centre center chain chair chance change channel charge chat cheap check checkup
    chemo chemotherapy chest childhood choice christmas church cigarette city class clinic clock
    clothes club coat cocaine coffee cold college colour color common community company computer
    control cooking corner cost cough council counselling country court cover craving crime
    crisis cry cut daily damage dance danger dark data day days dead deal death debt deep
    delivery delusion depression desk detox diabetes diagnosis diary diet dinner direct
    disability disease disorder distance divorce dog dogs door dose double down dream dreams
    drink drinking drive drop drug drugs early eating economy education effect effects effort
    egg elderly emergency emotion emotional employment empty end energy episode error estate
    event evening exam exercise experience eye eyes face fact failure fair faith fall family
    fear fears feeling feelings fees fever few fight fighting figure final finance fire first
    flash flashback flat flu food foot force form free fresh friday fun funeral future gambling
    game games garden general ghost gift goal good goods government grade grant great grief
    group guilt gun habit hair half hand hands happy hard harm head headache health heart heat
    heavy height help heroin high hip history holiday home homework hood hope hormone horror
    hospital hot hour hours house housing human hunger ice idea ill illness image infection
    injection injury inner insomnia insulin insurance interest internet interview issue issues
    jail job jobs joint journey joy kidney kind knee knife lack land language large last late
    law lead leave leg lesson letter level library life light line lines list little liver load
    loan local lock loneliness longing loss lost lot love low luck lunch lung lungs machine mad
    main major market marriage masks mass meal meals meaning meat media medical medication
    medicine meditation meeting memory memories menopause mental message method migraine mild
    milk mind minor minute miscarriage mission mistake moment money month months mood moon
    morning mortgage mouth move movie muscle music name nature neck need needs nerve nerves
    network new news nhs night nightmare nightmares noise noon normal nose note nothing number
    nuts office old only open operation opinion option order outside oven overdose overtime own
    pain painkillers pains panic paper paperwork park part party past path pay payment peace
    pension people period phase phone physical piano picture pill pills place plan plans plastic
    play point policy poor power practice practitioner prayer pregnancy prescription present
    pressure primary prison private problem problems process program programme project promise
    psychosis public pulse quality question quick quiet rage raid rain rape rash reaction
    reading real reason recovery red rehab relapse relationship relationships relief religion
    remedy rent report respect response rest result results right ring risk road role room
    routine rule rules running sad sadness safe safety salary sale save scan scar school score
    screen season second self sense service services session sex sexual shame shift shock shop
    shopping short shortage shot shoulder shower sick sickness side sign signs silence single
    site situation size skin sleep sleeping slow small smoke smoking social society song sore
    sorrow sound space special speech spine spirit spot stage stamps start state station
    statement step steroid stigma stomach stop store story strange street strength stress stroke
    strong student study stuff subject sudden sugar suicidal suicide summer support surgery
    sweat swelling symptom symptoms system table talk tax tea team tears teenage temper term
    test tests therapy thing things third thirst thought thoughts throat ticket tight time times
    tired tomorrow tongue top total touch town track trade traffic training transport trauma
    travel treatment tree trial trip trouble trust truth tumour tumor turn ulcer unit university
    urine vaccine value vein video view violence virus visit visits vitamin voice voices vomit
    wages waiting wake walk wall war ward warm warning wash waste watch water way weak weather
    wedding week weekend weeks weight welfare wet wheelchair white wife's wind wine winter
    withdrawal womb word words work workload world worry worries worst wound wrist writing wrong
    x-ray year years yoga black blue dizzy dizzying dry fatty flashbacks hives itchy nausea numb
    palpitations seizure shaking sciatica tremor hang-over hangover anorexia autism bulimia
    dementia eczema epilepsy glaucoma gout hepatitis hiv lupus malaria measles miscarriages
    parkinson's obesity polyps psoriasis shingles syphilis thyroid typhoid
"""
ORDINARY = frozenset(_THE_ORDINARY.split())

# Nor are these endings those of names.
ENDINGS = (
    "tion",
    "sion",
    "ness",
    "itis",
    "osis",
    "emia",
    "ology",
    "ectomy",
    "less",
    "ical",
    "ism",
    "ities",
    "aches",
)

# With the vitamins and the bands: none is somebody's initials or number.
_THE_ABBREVIATIONS = """
    xl fm am xs ra ww hd sd ig fb wa yt ar vr
    aa ac adhd adl aids als arv asd bcg bi bmi bp bpd bmi ca cbt cd4 ce cf ckd comp copd covid
    covid-19 cp cpap cpr cprn cssa ct cv cva d2 d3 dbt dm dna dse dsm dv dvd dvt ecg ect ed eeg
    emdr ent eq er es eu fps gad gad7 gad-7 gcse gi gp hcg hiv hk hkd hpv hr hrt hsv iad ib ibd
    ibs icu id iq it iud iv iui ivf kfc lgbt lsd ma mdd mdma me mi mmr mri mrsa ms mtr mp3 mp4
    na nd ngo nhs ocd od ok op or ot ovc pa pc pcos pcp pcr pe pet phd phq phq9 phq-9 pm pms pr
    prep prn ps5 pt pte ptsd qa qc ra rem rip rn rsi sad scl sle sos ssri std sti t3 t4 tb tbi
    tia tms tv u2 uk un ups us usa uti va vat vd vip vr wc wfh who wifi xr b1 b2 b3 b5 b6 b7 b9
    b12 k2 k1 h1n1 h5n1 a1c g6pd ca125 h2o co2 o2 c4 c5 l4 l5 s1 t2
    """
ABBREVIATIONS = frozenset(_THE_ABBREVIATIONS.split())

# Two syllables or more that are a place or a thing.
_THE_PLACES = """
    tung wah, kwai hing, tak oi, pok oi, yan chai, hang seng, mary jane, queen mary, mary celeste,
    tsim sha tsui, tin wan, kwai tsing, tai hing, kam sheung, wah ming, choi ming, choi yuen,
    bak kut teh, bei jing, bing bong, bok choy, cha siu, chai wan, char siu, cheung chau,
    cheung sha wan, chi gong, chi kung, ching ming, choi hung, choi sum, chow mein,
    choy sum, chuk yuen, chung yeung, dan dan, dang gui, diamond hill, dim sum, ding dong,
    dong quai, fan ling, feng shui, fo tan, fu zhou, fung shui, gong gong, gua sha,
    guang dong, guang zhou, ha ha, ho fun, ho ho, ho man tin, hong bao, hong kong,
    hong kong island, hot pot, hung gar, hung hom, kai tak, kam tin, king kong, kung fu,
    kwai chung, kwai fong, kwun tong, lai chi kok, lai king, lai see, lai si, lam tin,
    ling long, ling zhi, lo mein, lo wu, lok fu, lok ma chau, ma jong, ma on shan, ma wan,
    mah jong, mei mei, mong kok, nam cheong, ngau tau kok, on on, pak choi, pak choy,
    ping pong, po chai, po chai pills, po lam, qi gong, quarry bay, sai kung, sai wan,
    sai yan, sai ying pun, san po kong, sau mau ping, sha tau kok, sha tin, sham shui po,
    shang hai, shar pei, shatin, shek kip mei, shek o, shen zhen, sheung shui, sheung wan,
    shih tzu, sing song, siu mai, siu ye, siu yeh, siu yuk, tai chi, tai hang, tai ji,
    tai koo, tai mo shan, tai o, tai po, tai tong, tai wai, tai wan, tang yuan, tin hau,
    tin man, tin shui wai, tseung kwan o, tsuen wan, tsz wan shan, tuen mun, tui na,
    tung chung, wah fu, wai yuen, wan chai, wing chun, wong tai sin, wu kai sha,
    xiao long bao, yau ma tei, yau tong, yin yang, yuen long, yum cha
    """
PLACES = frozenset(" ".join(each.split()) for each in _THE_PLACES.split(","))

# Of 高血壓 and 黃疸病: no name has such a character.
_OF_HEALTH = (
    "病症炎癌藥药血酮疸痛醫医療疗酸術术胎孕壓压脂毒瘤菌腸肠胃肺肝腎肾瘡疮疹疫疾癇癫"
    "癲醉瘀尿糞屎膏丸針针劑剂骨節节"
)
MATTER_HAN = re.compile(
    rf".*[{_OF_HEALTH}].*|\w+[省市縣县州院局處署會会站]|馬鞍山|馬料水|馬頭圍|馬尼拉|馬拉松|"
    r"馬桶|何文田|石硤尾|黃大仙|黄大仙|高雄市|溫哥華|温哥华|唐人街|羅馬\w|罗马\w|麥當勞|"
    r"麦当劳|董事會|董事会|許多\w|许多\w|周圍\w|周围\w|周[末日一二三四五六]\w|張開\w|张开\w|"
    r"龍門\w|葉黃素|叶黄素|黃體素|黄体素|高膽\w|張力\w|高溫\w|高燒\w|發燒\w|方便\w|方向盤|"
    r"方向盘|關係\w|关系\w|任何\w|余下\w|文化\w|文件\w|高興\w|高中\w|高考\w|高利貸|龍捲風|"
    r"江湖\w|胡蘿蔔|胡萝卜|程序\w|簡單\w|简单\w|溫柔\w|溫度\w|許願\w|馬上\w|馬經\w?|馬會\w?|"
    r"林村\w|石屎\w|石油\w|莫名\w|任性\w|安全\w|文憑試|文凭试|高级\w|高級\w|高度\w|高層\w|"
    r"高潮\w|高危\w|黃金\w|黃昏\w|金錢\w"
)
# Places and things with 阿 and 亞, and words with a surname or 老, 小 that mean something else.
NOT_CALLED = re.compile(
    r"阿(?:爾.|尔.|拉伯|拉法|根廷|富汗|爾巴|尔巴|聯酋|联酋|曼|里|里山|里巴|斯匹|士匹|司匹|"
    r"片|魏|膠|胶|米巴|飛|飞|門|门|們|们|彌陀|弥陀|Q|嚏|波羅|波罗|茲海|兹海|爾卑|尔卑|姆斯|"
    r"拉斯|塞拜|育王|是|係|時|鼻|屎|尿|諾|托品|莫西|華田)|[高余任石溫温]生|[關关周任]公|"
    r"小[麥麦區区石馬马]|老[區区馬马石]|大姨媽|大姨妈|老姑婆|[大二三四五六七八九細细小]奶|"
    r"大公|小[公婆爺爸媽]|主人公|王爺|高[爸媽妈]|馬夫|石母"
)
