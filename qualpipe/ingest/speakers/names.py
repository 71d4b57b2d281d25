"""Names that people bear in Hong Kong and in English, and syllables of Chinese ones."""

# Not those that are what people speak of, as Hope and Patience, or take, as Molly and Crystal.
_THE_GIVEN = """
    ada adam agnes alan albert alex alexander alfred alice alicia alison amanda amy andrea
    andrew andy angela anita ann anna anne annie anthony april arthur audrey barbara beatrice
    becky ben benjamin benny bernard betty beverly bill billy bob bobby bonnie brenda brian
    bruce calvin carl carmen carol caroline carolyn carrie catherine cathy cecilia celia charles
    charlie charlotte cheryl chloe chris christina christine christopher cindy claire clara
    connie cynthia daisy daniel danny daphne david dawn deborah debbie denise dennis derek diana
    diane donald donna doris dorothy douglas eddie edith edmond edward edwin eileen elaine
    eleanor elena elizabeth ella ellen elsa emily emma eric erica ernest esther ethan eva evelyn
    fanny felix fiona florence frances francis frank fred gary gavin geoffrey george gerald
    gilbert gina gloria gordon grace graham greg gregory hannah harold harry hazel heather heidi
    helen henry herbert howard ian ida irene iris isaac isabel ivan ivy jack jackie jacky jacob
    jacqueline james jamie jane janet janice jason jay jean jeff jeffrey jennifer jenny jeremy
    jerry jessica jessie jill jim jimmy joan joanna joanne joe john johnny jonathan joseph
    joshua joyce juan judith judy julia julian julie june justin karen kate katherine kathy
    katie keith kelly kelvin ken kenneth kenny kevin kim kitty larry laura lauren lawrence leo
    leonard leslie lilian lillian lily linda lisa liz louis louise lucas lucy luke lydia maggie
    mandy marcus margaret maria marie mark martha martin mary matthew maurice may megan melissa
    michael michelle mike miranda miriam monica nancy natalie nathan nicholas nick nicole nina
    nora norman oliver olivia oscar pamela patricia patrick paul paula peggy penny peter phil
    philip phoebe phyllis priscilla queenie rachel ralph ray raymond rebecca rex rita rob robert
    roger ron ronald rosa rosemary roy ruby russell ruth ryan sally sam samantha samuel sandra
    sandy sara sarah sean sharon sheila shirley simon sonia sophia sophie stanley stella
    stephanie stephen steve steven stuart sue susan suzanne sylvia tammy ted teresa terry
    theresa thomas tim timothy tina toby tom tommy tony tracy vanessa vera vicky victor victoria
    vincent viola virginia vivian walter wendy wilfred william willy wilson winnie yolanda
    yvonne zack zoe
    """
GIVEN = frozenset(_THE_GIVEN.split())

# Of given names those that are words, beside a word of speech: Bill Payment.
_THE_GIVEN_OR_WORD = """
    april art bill bob carol daisy dawn don drew eve faith frank gene grace harry hazel heather
    ivy jack jay jean june kitty lily mark may mike norman olive pat penny peter ray rex rob
    robin rose rosemary ruby russell sandy stanley sue terry tim tony victoria viola violet
    wayne will
    """
GIVEN_OR_WORD = frozenset(_THE_GIVEN_OR_WORD.split())

_THE_FAMILY = """
    au chan chang chen cheng cheung chin chiu cho choi chou chow choy chu chui chung fong fung
    ho hon hsu hu huang hui hung ip jiang jones kam ko kong ku kwan kwok kwong lai lam lau law
    lee leung li liang liao lin ling liu lo lok lu lui luk ma mak mok moy ng ngai ngan pang poon
    shek shum sit siu smith so sun szeto tai tam tan tang to tong tsang tse tsoi tsui tung wan
    wang wong wu xu yang yau ye yeung yim yip yiu yu yuen yung zhang zhao zheng zhou zhu
    """
FAMILY = frozenset(_THE_FAMILY.split())

# Of words that no full name has, those that are surnames after a given name.
_THE_SURNAMES_OR_WORDS = """
    black blue church cook day diamond grant hall hill king little long love marsh moon park power
    price rice rose short small strong white winter wood young
"""
SURNAMES_OR_WORDS = frozenset(_THE_SURNAMES_OR_WORDS.split())

# Of romanised names, Cantonese and Mandarin.
_THE_SYLLABLES = """
    ah bik bo bun chak chau cheuk cheung chi chin ching chiu choi chuen chui chun chung fai fan fat
    fei fong fuk fung ha hang hau hei heung hin hing ho hoi hon hong hung ka kai kam kan kau kei
    keung kin king kit kiu ko kong kuen kui kwai kwan kwok kwong lai lam lan lap lei leung lik
    lin ling lok lun lung mei man mau ming miu mo mui mun nam nga ngai ngan ngok nin oi on pak
    pik ping po pong pui sai sau shan shek sheung shing shuen shui shuk shun sik sin sing siu so
    suen suet sui sum sun sung sze szeto tai tak tat tik tim tin ting to tong tsan tsz tsun tuen
    tung wa wah wai wan wing wo wun yan yat yau yee yeuk yeung yi yik yim yin ying yip yiu yuen
    yuet yui yuk yun yung ai bao bei bin bing bo cai chang chao chen cheng cong cui da dan dong
    fang feng fen gang guo hai han hao hao he hua huan huang hui jia jian jiang jiao jie jin
    jing jun juan kang kun lei li liang ling long lu mao mei meng miao min na ning pei peng qi
    qiang qin qing qiu rong rui shan shao sheng shi shu shuang song tao teng tian ting wei wen
    xia xian xiang xiao xin xing xiu xu xue yan yang yao yi ying yong you yu yuan yue yun ze
    zhen zheng zhi zhong zi zong zhang zhao zhou zhu zhe
    """
SYLLABLES = frozenset(_THE_SYLLABLES.split())

# Of syllables and family names those that are English words: it takes another beside them.
_THE_SYLLABLES_OR_WORD = """
    bin bing bun chin dan fan fang fat ha hang he ho hung jones kin king kit lap law long lin
    man mo na no on pang pin ping po pong sin sing smith so song sum sun sung tan tin ting to
    tong tung you wing wan gang ai lam mum mun ten men hon hey she me my we do go his her a i oh
    ah
    """
SYLLABLES_OR_WORD = frozenset(_THE_SYLLABLES_OR_WORD.split())

# Syllables that alone are no name: Chi and Tao are spoken of, and Ma is said to a mother.
_THE_NOT_ALONE = """
    bo chi qi tai po tao yin yang mao ha sai ma ka ko lo mo na da wa wo shi li ye au ku yi
    """
NOT_ALONE = frozenset(_THE_NOT_ALONE.split())

# Given names in Chinese before a word for kin, as in 玲姐; 華 and 明 are rarely more there.
GIVEN_HAN = (
    "玲芬強强珍明華华偉伟英芳麗丽萍娟霞蓮莲芝珊婷儀仪嫻嫺娥蘭兰菊梅琴燕輝辉榮"
    "荣傑杰豪祥忠雄勝胜坤根榕權权彪娣嬌娇銀妹帶笑"
)
