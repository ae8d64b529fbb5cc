#include "demo/words.h"

/* ---- people ------------------------------------------------------------------------- */

struct surname {
    const char *name;
    int share; /* per ten thousand, rounded: census lists of common surnames */
};

/* clang-format off */
static const struct surname SURNAMES[] = {
    {"王", 715}, {"李", 713}, {"张", 674}, {"刘", 521}, {"陈", 462}, {"杨", 303}, {"黄", 243},
    {"赵", 228}, {"吴", 205}, {"周", 200}, {"徐", 147}, {"孙", 144}, {"马", 129}, {"朱", 126},
    {"胡", 117}, {"郭", 116}, {"何", 114}, {"林", 113}, {"高", 101}, {"罗", 95},  {"郑", 93},
    {"梁", 85},  {"谢", 83},  {"宋", 75},  {"唐", 71},  {"许", 70},  {"韩", 67},  {"邓", 67},
    {"冯", 67},  {"曹", 62},  {"彭", 61},  {"曾", 60},  {"肖", 59},  {"田", 58},  {"董", 56},
    {"潘", 51},  {"袁", 50},  {"蔡", 48},  {"蒋", 48},  {"余", 47},  {"于", 44},  {"杜", 43},
    {"叶", 42},  {"程", 42},  {"魏", 41},  {"苏", 41},  {"吕", 40},  {"丁", 39},  {"任", 39},
    {"卢", 38},  {"姚", 38},  {"沈", 37},  {"钟", 36},  {"姜", 35},  {"崔", 34},  {"谭", 34},
    {"陆", 33},  {"范", 33},  {"汪", 31},  {"廖", 31},  {"石", 30},  {"金", 30},  {"韦", 29},
    {"贾", 28},  {"夏", 27},  {"付", 26},  {"方", 26},  {"邹", 25},  {"熊", 25},  {"白", 24},
    {"孟", 24},  {"秦", 23},  {"邱", 23},  {"侯", 22},  {"江", 22},  {"尹", 22},  {"薛", 21},
    {"闫", 21},  {"段", 20},  {"雷", 20},  {"龙", 19},  {"黎", 19},  {"史", 19},  {"陶", 18},
    {"贺", 18},  {"毛", 17},  {"郝", 17},  {"顾", 17},  {"龚", 16},  {"邵", 16},  {"万", 16},
    {"覃", 15},  {"武", 15},  {"钱", 15},  {"戴", 15},  {"严", 14},  {"莫", 14},  {"孔", 14},
    {"向", 13},  {"欧阳", 8},
};

/* Characters of given names, first and second: of women, of men. */
enum { GIVEN = 24 };

static const char *const FIRST[2][GIVEN] = {
    {"秀", "玉", "晓", "桂", "丽", "春", "雪", "红", "美", "淑", "海", "金",
     "小", "艳", "彩", "文", "佳", "雅", "慧", "月", "瑞", "巧", "思", "素"},
    {"志", "建", "国", "文", "海", "晓", "永", "春", "新", "光", "伟", "东",
     "立", "成", "小", "明", "世", "宏", "庆", "学", "振", "俊", "德", "家"},
};
static const char *const SECOND[2][GIVEN] = {
    {"英", "芳", "梅", "兰", "敏", "静", "燕", "娟", "霞", "玲", "莉", "琴",
     "萍", "婷", "洁", "雯", "倩", "珍", "琳", "颖", "蓉", "云", "菊", "莲"},
    {"平", "军", "勇", "林", "峰", "辉", "波", "刚", "斌", "涛", "亮", "鹏",
     "松", "超", "健", "飞", "杰", "磊", "宁", "凯", "华", "强", "祥", "龙"},
};

/* Names that these characters would make, of people widely known in public office. */
static const char *const KNOWN[] = {
    "丁学祥", "何立峰", "胡春华", "王文涛", "王东峰", "景俊海", "马晓伟", "李小鹏",
    "王志刚", "吴晓军", "王建军", "王立军", "刘志军", "孙春兰", "孙志刚",
};

static const char *const VILLAGE_HEADS[] = {
    "上", "下", "大", "小", "东", "西", "南", "北", "新", "老", "石", "高", "青", "白", "黄",
    "龙", "桃", "梅", "松", "竹", "柳", "茶", "水", "金", "长", "双", "三", "五", "红", "杨",
};
static const char *const VILLAGE_TAILS[] = {
    "坪", "塘", "湾", "冲", "岭", "坑", "桥", "田", "庄", "店", "沟", "岗", "屯", "洼", "坝",
    "溪", "井", "寨", "陂", "畈", "围", "洞", "埠", "山", "坡", "源", "口", "家", "联", "光",
};
/* clang-format on */

static const char *surname(struct dice *d)
{
    int total = 0;

    for (int i = 0; i < COUNT_OF(SURNAMES); i++)
        total += SURNAMES[i].share;
    int at = dice_below(d, total), i = 0;
    while (at >= SURNAMES[i].share)
        at -= SURNAMES[i++].share;
    return SURNAMES[i].name;
}

static bool is_known(struct str name)
{
    for (int i = 0; i < COUNT_OF(KNOWN); i++)
        if (str_eq(name, str_of(KNOWN[i])))
            return true;
    return false;
}

struct str word_person(struct arena *a, struct dice *d, bool male)
{
    for (;;) {
        const char *family = surname(d), *first = DICE_PICK(d, FIRST[male]);
        const char *second = DICE_PICK(d, SECOND[male]);
        struct str name = str_print(a, "%s%s%s", family, first, second);
        if (!is_known(name) && strcmp(first, second) != 0)
            return name;
    }
}

struct str word_village(struct arena *a, struct dice *d)
{
    const char *head = DICE_PICK(d, VILLAGE_HEADS), *tail = DICE_PICK(d, VILLAGE_TAILS);

    return str_print(a, "%s%s村", head, tail);
}

/* ---- schools, of no particular place ------------------------------------------------ */

/* clang-format off */
const struct school WORD_SCHOOLS[] = {
    {"省农业大学", "农学专业", "rural"},          {"省财经大学", "会计学专业", "finance"},
    {"省师范大学", "汉语言文学专业", "education"}, {"省理工大学", "土木工程专业", "planning"},
    {"省师范大学", "思想政治教育专业", "party"},   {"省政法学院", "法学专业", "law"},
    {"省医科大学", "公共卫生专业", "health"},     {"省财经大学", "经济学专业", "economics"},
    {"省林业大学", "环境工程专业", "environment"}, {"省工业大学", "机械工程专业", "industry"},
    {"省工业大学", "安全工程专业", "safety"},     {"省民族大学", "社会工作专业", "party"},
    {"省农业大学", "农林经济管理专业", "rural"},   {"省理工大学", "计算机科学与技术专业", "industry"},
    {"省师范大学", "行政管理专业", "party"},      {"省财经大学", "金融学专业", "finance"},
};
const int WORD_SCHOOL_COUNT = COUNT_OF(WORD_SCHOOLS);

/* ---- offices ------------------------------------------------------------------------ */

const struct office_word WORD_OFFICES[] = {
    {'p', "办公室", "committee", "主任", "副主任", 5, 24},
    {'p', "组织部", "committee", "部长", "副部长", 6, 30},
    {'p', "宣传部", "committee", "部长", "副部长", 5, 22},
    {'p', "统一战线工作部", "committee", "部长", "副部长", 4, 16},
    {'p', "政法委员会", "committee", "书记", "副书记", 4, 16},
    {'p', "巡察工作领导小组办公室", "committee", "主任", "副主任", 3, 12},
    {'p', "机构编制委员会办公室", "committee", "主任", "副主任", 3, 12},
    {'p', "党校", "institution", "常务副校长", "副校长", 3, 20},
    {'o', "纪律检查委员会监察委员会机关", "discipline", "副书记", "常委", 6, 38},
    {'g', "人民代表大会常务委员会办公室", "congress", "主任", "副主任", 4, 18},
    {'g', "人民政府办公室", "government", "主任", "副主任", 5, 28},
    {'o', "政协委员会办公室", "conference", "主任", "副主任", 4, 15},
    {'g', "人民法院", "justice", "副院长", "庭长", 4, 60},
    {'g', "人民检察院", "justice", "副检察长", "部主任", 4, 45},
    {'g', "发展和改革局", "department", "局长", "副局长", 4, 26},
    {'g', "教育局", "department", "局长", "副局长", 5, 28},
    {'g', "工业商务和信息化局", "department", "局长", "副局长", 4, 22},
    {'g', "公安局", "department", "政委", "副局长", 5, 210},
    {'g', "民政局", "department", "局长", "副局长", 4, 18},
    {'g', "司法局", "department", "局长", "副局长", 4, 36},
    {'g', "财政局", "department", "局长", "副局长", 5, 34},
    {'g', "人力资源和社会保障局", "department", "局长", "副局长", 4, 26},
    {'g', "自然资源局", "department", "局长", "副局长", 4, 30},
    {'o', "生态环境分局", "department", "局长", "副局长", 3, 16},
    {'g', "住房和城乡建设局", "department", "局长", "副局长", 4, 28},
    {'g', "交通运输局", "department", "局长", "副局长", 4, 22},
    {'g', "水利局", "department", "局长", "副局长", 4, 20},
    {'g', "农业农村局", "department", "局长", "副局长", 5, 32},
    {'g', "文化广电旅游体育局", "department", "局长", "副局长", 4, 20},
    {'g', "卫生健康局", "department", "局长", "副局长", 4, 24},
    {'g', "退役军人事务局", "department", "局长", "副局长", 3, 12},
    {'g', "应急管理局", "department", "局长", "副局长", 4, 18},
    {'g', "审计局", "department", "局长", "副局长", 3, 16},
    {'g', "市场监督管理局", "department", "局长", "副局长", 4, 62},
    {'g', "统计局", "department", "局长", "副局长", 3, 14},
    {'g', "医疗保障局", "department", "局长", "副局长", 3, 12},
    {'g', "乡村振兴局", "department", "局长", "副局长", 3, 14},
    {'g', "信访局", "department", "局长", "副局长", 3, 10},
    {'g', "税务局", "department", "局长", "副局长", 3, 86},
    {'g', "总工会", "mass", "常务副主席", "副主席", 3, 10},
    {'o', "妇女联合会", "mass", "主席", "副主席", 2, 8},
    {'o', "团委", "mass", "书记", "副书记", 2, 6},
    {'g', "工业园区管理委员会", "zone", "主任", "副主任", 4, 24},
    {'g', "融媒体中心", "institution", "主任", "副主任", 3, 36},
    {'g', "第一中学", "school", "校长", "副校长", 3, 220},
    {'g', "人民医院", "institution", "院长", "副院长", 3, 420},
    {'g', "城市建设投资有限公司", "enterprise", "董事长", "副总经理", 3, 40},
};
const int WORD_OFFICE_COUNT = COUNT_OF(WORD_OFFICES);

/* ---- seats -------------------------------------------------------------------------- */

const struct seat_word WORD_TOWN_SEATS[TOWN_SEATS] = {
    {"党委书记", "township", "141", "party", true},
    {"党委副书记、镇长", "township", "141", "government", true},
    {"人大主席", "township", "141", "congress", false},
    {"党委副书记、政法委员", "township", "142", "party", false},
    {"党委委员、纪委书记", "township", "142", "discipline", false},
    {"党委委员、组织委员", "township", "142", "party", false},
    {"党委委员、宣传委员", "township", "142", "party", false},
    {"党委委员、人武部部长", "township", "142", "party", false},
    {"副镇长（农业农村）", "township", "142", "government", false},
    {"副镇长（城建环保）", "township", "142", "government", false},
    {"副镇长（社会事务）", "township", "142", "government", false},
};

const struct seat_word WORD_COUNTY_SEATS[COUNTY_SEATS] = {
    {"{k}委书记", "party", "131", "party", true},
    {"{k}委副书记、{k}长", "party", "131", "party", true},
    {"{k}委副书记、政法委书记", "party", "132", "party", false},
    {"{k}委常委、常务副{k}长", "party", "132", "party", false},
    {"{k}委常委、{k}纪委书记、{k}监委主任", "party", "132", "party", false},
    {"{k}委常委、组织部部长", "party", "132", "party", false},
    {"{k}委常委、宣传部部长", "party", "132", "party", false},
    {"{k}委常委、统战部部长", "party", "132", "party", false},
    {"{k}委常委、{k}委办公室主任", "party", "132", "party", false},
    {"{k}委常委、副{k}长", "party", "132", "party", false},
    {"{k}委常委、{k}人武部部长", "party", "132", "party", false},
};

const struct seat_word WORD_OTHER_SEATS[OTHER_SEATS] = {
    {"{k}人大常委会主任", "congress", "131", "congress", true},
    {"{k}人大常委会副主任", "congress", "132", "congress", false},
    {"{k}人大常委会副主任", "congress", "132", "congress", false},
    {"{k}人大常委会副主任", "congress", "132", "congress", false},
    {"{k}人大常委会副主任", "congress", "132", "congress", false},
    {"副{k}长（工业商务）", "government", "132", "government", false},
    {"副{k}长（农业农村）", "government", "132", "government", false},
    {"副{k}长（教育卫生）", "government", "132", "government", false},
    {"副{k}长（城建交通）", "government", "132", "government", false},
    {"副{k}长、{k}公安局局长", "government", "132", "government", false},
    {"副{k}长（科技文旅，党外）", "government", "132", "government", false},
    {"{k}政协主席", "conference", "131", "conference", true},
    {"{k}政协副主席", "conference", "132", "conference", false},
    {"{k}政协副主席", "conference", "132", "conference", false},
    {"{k}政协副主席", "conference", "132", "conference", false},
    {"{k}政协副主席（党外）", "conference", "132", "conference", false},
    {"{k}人民法院院长", "justice", "132", "congress", false},
    {"{k}人民检察院检察长", "justice", "132", "congress", false},
};
/* clang-format on */
