//! Writes an invented site of any size, the same every time: `cargo bench --bench generate -- DIR DEPARTMENTS YEARS [SEED]`.
//!
//! A report has 6 tasks, 3 goals and 44 indicators in the levels that the real table has them in, in Chinese and English, some 16 KB of
//! YAML. A department keeps most of its rows from year to year, with other figures; names are put together from parts, so that
//! some are common, most are rare, and few files are alike. Nothing of it exists.

use std::{
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The last of the years.
const LAST_YEAR: u32 = 2025;

type Pair = (&'static str, &'static str);

const PLACES: [Pair; 24] = [
    ("青岭", "Qingling"),
    ("白石", "Baishi"),
    ("云溪", "Yunxi"),
    ("东渡", "Dongdu"),
    ("南塘", "Nantang"),
    ("柳湾", "Liuwan"),
    ("北原", "Beiyuan"),
    ("松坪", "Songping"),
    ("金沙洲", "Jinshazhou"),
    ("长桥", "Changqiao"),
    ("望川", "Wangchuan"),
    ("石门坳", "Shimen'ao"),
    ("清河", "Qinghe"),
    ("桃源里", "Taoyuanli"),
    ("大雁", "Dayan"),
    ("临泽", "Linze"),
    ("新埠", "Xinbu"),
    ("古槐", "Guhuai"),
    ("双井", "Shuangjing"),
    ("凤台岭", "Fengtailing"),
    ("落霞", "Luoxia"),
    ("安澜", "Anlan"),
    ("榆林沟", "Yulingou"),
    ("碧湖", "Bihu"),
];
const BODIES: [Pair; 20] = [
    ("教育局", "Education Bureau"),
    ("水务局", "Water Bureau"),
    ("交通运输局", "Transport Bureau"),
    ("卫生健康局", "Health Bureau"),
    ("文化和旅游局", "Culture and Tourism Bureau"),
    ("农业农村局", "Agriculture Bureau"),
    ("民政局", "Civil Affairs Bureau"),
    ("财政局", "Finance Bureau"),
    ("应急管理局", "Emergency Management Bureau"),
    ("市场监督管理局", "Market Regulation Bureau"),
    ("生态环境局", "Environment Bureau"),
    ("住房和城乡建设局", "Housing Bureau"),
    ("档案馆", "Archives"),
    ("图书馆", "Library"),
    ("科学技术局", "Science Bureau"),
    ("统计局", "Statistics Bureau"),
    ("林业局", "Forestry Bureau"),
    ("体育中心", "Sports Centre"),
    ("退役军人事务局", "Veterans Affairs Bureau"),
    ("博物馆", "Museum"),
];
const ACTS: [Pair; 24] = [
    ("培训", "training"),
    ("检查", "inspection"),
    ("维修", "repair"),
    ("新建", "building"),
    ("更新", "renewal"),
    ("巡查", "patrols"),
    ("宣传", "publicity"),
    ("补助", "subsidies"),
    ("采购", "purchase"),
    ("调查", "surveys"),
    ("评估", "assessment"),
    ("管护", "upkeep"),
    ("改造", "rebuilding"),
    ("监测", "monitoring"),
    ("慰问", "visits"),
    ("演练", "drills"),
    ("整治", "clean-up"),
    ("登记", "registration"),
    ("数字化", "digitisation"),
    ("验收", "acceptance"),
    ("抽检", "spot checks"),
    ("救助", "relief"),
    ("展览", "exhibitions"),
    ("养护", "maintenance"),
];
const THINGS: [Pair; 40] = [
    ("乡村教师", "rural teachers"),
    ("供水管网", "water mains"),
    ("农村公路", "rural roads"),
    ("社区医院", "community hospitals"),
    ("文化场馆", "cultural venues"),
    ("高标准农田", "high-standard farmland"),
    ("困难家庭", "families in need"),
    ("预算单位", "budget units"),
    ("消防站点", "fire posts"),
    ("餐饮企业", "caterers"),
    ("河道断面", "river sections"),
    ("老旧小区", "old housing estates"),
    ("馆藏档案", "archive holdings"),
    ("流动书车", "mobile libraries"),
    ("科研项目", "research projects"),
    ("统计样本", "samples"),
    ("防护林带", "shelter belts"),
    ("健身步道", "fitness trails"),
    ("退役士兵", "discharged soldiers"),
    ("文物库房", "museum stores"),
    ("学生食堂", "school canteens"),
    ("灌溉水渠", "irrigation canals"),
    ("公交站台", "bus stops"),
    ("疫苗冷链", "vaccine cold chains"),
    ("非遗传承人", "heritage bearers"),
    ("种粮大户", "large grain growers"),
    ("养老机构", "homes for the aged"),
    ("国有资产", "state assets"),
    ("应急物资", "emergency supplies"),
    ("计量器具", "measuring instruments"),
    ("空气站点", "air stations"),
    ("保障性住房", "affordable housing"),
    ("地方志书", "local gazetteers"),
    ("少儿读物", "children's books"),
    ("技术合同", "technology contracts"),
    ("普查小区", "census blocks"),
    ("古树名木", "ancient trees"),
    ("基层教练员", "grassroots coaches"),
    ("烈士陵园", "martyrs' cemeteries"),
    ("巡展展品", "touring exhibits"),
];
const CLAUSES: [Pair; 16] = [
    ("按时足额发放各项补贴", "pay all subsidies in full and on time"),
    ("及时完成年度计划任务", "finish the tasks of the year's plan in time"),
    ("严格执行预算管理制度", "keep strictly to the rules of budget management"),
    ("提高公共服务的质量和效率", "raise the quality and efficiency of public services"),
    ("加强日常监督和检查", "strengthen everyday supervision and inspection"),
    ("保障机构正常运转", "keep the bodies running"),
    ("完善信息公开和档案管理", "improve disclosure and the keeping of files"),
    ("推动城乡均衡发展", "further the balanced development of town and country"),
    ("降低运行成本和能源消耗", "lower running costs and the use of energy"),
    ("听取群众意见并改进工作", "hear what people say and improve the work"),
    ("做好安全生产和防灾减灾", "see to safety at work and to the prevention of disasters"),
    ("开展业务培训和技能竞赛", "hold trainings and contests of skill"),
    ("落实节约型机关的各项要求", "meet the demands on a thrifty administration"),
    ("保护传统村落和历史风貌", "protect old villages and historical sights"),
    ("扩大免费开放的范围", "widen what is open free of charge"),
    ("规范采购和合同管理", "put purchases and contracts in order"),
];

/// Targets in words.
const PHRASES: [Pair; 5] = [
    ("有所提高", "improved"),
    ("明显", "evident"),
    ("逐步增强", "gradually stronger"),
    ("长期", "long-term"),
    ("持续改善", "improving steadily"),
];

/// What indicators of a level are called, in what they are counted, and how many a report has: 44 in all.
struct Level {
    keys: (&'static str, &'static str),
    names: Pair,
    count: usize,
    target: fn(&mut Draw) -> String,
}

const LEVELS: [Level; 8] = [
    Level {
        keys: ("output", "quantity"),
        names: ("数量", "number"),
        count: 14,
        target: |draw| format!("≥{}{}", 1 + draw.below(400), draw.of(&["次", "人", "个", "批次"])),
    },
    Level {
        keys: ("output", "quality"), names: ("合格率", "pass rate"), count: 8, target: |draw| format!("≥{}%", 80 + draw.below(20))
    },
    Level {
        keys: ("output", "timeliness"),
        names: ("按时完成率", "completion in time"),
        count: 8,
        target: |draw| format!("={}%", 95 + draw.below(6)),
    },
    Level {
        keys: ("output", "cost"),
        names: ("费用", "cost"),
        count: 8,
        target: |draw| format!("≤{}.{:02}万元", 1 + draw.below(300), draw.below(100)),
    },
    Level {
        keys: ("benefit", "economic"),
        names: ("带动效果", "economic effect"),
        count: 1,
        target: |draw| draw.of(&PHRASES[..3]).0.to_owned(),
    },
    Level {
        keys: ("benefit", "social"), names: ("覆盖率", "coverage"), count: 2, target: |draw| format!("≥{}%", 60 + draw.below(40))
    },
    Level {
        keys: ("benefit", "sustainable"),
        names: ("持续影响", "lasting effect"),
        count: 2,
        target: |draw| draw.of(&PHRASES[2..]).0.to_owned(),
    },
    Level {
        keys: ("satisfaction", "satisfaction"),
        names: ("满意度", "satisfaction"),
        count: 1,
        target: |draw| format!("≥{}%", 85 + draw.below(15)),
    },
];

/// Numbers that look drawn by chance: SplitMix64 (Steele, Lea, Flood 2014), the same on every machine and in every version.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, sides: usize) -> usize {
        (self.next() % sides as u64) as usize
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// The first more often than the last: some words are common.
    fn common<T: Copy>(&mut self, all: &[T]) -> T {
        let worst = 1 + self.below(all.len());
        all[self.below(worst)]
    }
}

fn capital(words: &str) -> String {
    words[..1].to_uppercase() + &words[1..]
}

fn main() -> ExitCode {
    // cargo adds a word of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let numbers: Option<Vec<u64>> = args.iter().skip(1).map(|arg| arg.parse().ok()).collect();
    match (args.first(), numbers.as_deref()) {
        (Some(dir), Some([departments, years, seed @ ..])) if (1..=60).contains(years) && seed.len() < 2 => {
            let seed = seed.first().copied().unwrap_or(20_260_218);
            match site(&PathBuf::from(dir), *departments as usize, *years as u32, seed) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("{dir}: {error}");
                    ExitCode::from(2)
                }
            }
        }
        _ => {
            eprintln!("usage: cargo bench --bench generate -- DIR DEPARTMENTS YEARS [SEED]");
            ExitCode::from(2)
        }
    }
}

fn site(dir: &Path, departments: usize, years: u32, seed: u64) -> io::Result<()> {
    let content = dir.join("content");
    fs::create_dir_all(&content)?;
    fs::write(
        content.join("site.yaml"),
        "title: {zh: 测量用虚构数据, en: Invented data for measurements}\nlanguages: [zh, en]\neditions: [zh, en, zh-en]\nbase_url: https://example.org/invented/\n",
    )?;
    fs::create_dir_all(content.join("translations"))?;
    let phrases = PHRASES.iter().map(|(zh, en)| format!("\nmsgid \"{zh}\"\nmsgstr \"{en}\"\n"));
    let header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
    fs::write(content.join("translations/en.po"), header.to_owned() + &phrases.collect::<String>())?;
    let mut list = String::new();
    let id = |number: usize| format!("invented-{number:05}");
    for number in 0..departments {
        // Every department has a name of its own: place, body, and a number where these repeat.
        let (place, body) = (PLACES[number / BODIES.len() % PLACES.len()], BODIES[number % BODIES.len()]);
        let again = number / (PLACES.len() * BODIES.len());
        let (zh, en) = if again == 0 { (String::new(), String::new()) } else { (format!("第{}", again + 1), format!(" {}", again + 1)) };
        let sector = ["education", "agriculture-water", "culture", "urban"][number % 4];
        let _ = writeln!(
            list,
            "{}:\n  name: {{zh: {}{zh}{}, en: \"{} {}{en}\"}}\n  sector: {sector}",
            id(number),
            place.0,
            body.0,
            place.1,
            body.1
        );
    }
    fs::write(content.join("departments.yaml"), list)?;
    for number in 0..departments {
        let mut draw = Draw(seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
        let mut rows = Rows::draw(&mut draw);
        for year in LAST_YEAR + 1 - years..=LAST_YEAR {
            let folder = content.join(year.to_string()).join(id(number));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join("overall-target.yaml"), rows.sheet(year, &mut draw))?;
            rows.age(&mut draw);
        }
    }
    Ok(())
}

/// What a department has every year: names in both languages.
struct Rows {
    tasks: Vec<(String, String)>,
    indicators: Vec<Vec<(String, String)>>,
}

impl Rows {
    fn draw(draw: &mut Draw) -> Rows {
        let tasks = distinct(6, || Rows::task(draw));
        Rows { tasks, indicators: LEVELS.iter().map(|level| distinct(level.count, || Rows::indicator(level, draw))).collect() }
    }

    fn task(draw: &mut Draw) -> (String, String) {
        let (thing, act) = (draw.of(&THINGS), draw.common(&ACTS));
        (format!("{}{}经费", thing.0, act.0), format!("Funds for {} of {}", act.1, thing.1))
    }

    fn indicator(level: &Level, draw: &mut Draw) -> (String, String) {
        let (place, thing, act) = (draw.of(&PLACES), draw.of(&THINGS), draw.common(&ACTS));
        match draw.below(3) {
            0 => (
                format!("{}片区{}{}{}", place.0, thing.0, act.0, level.names.0),
                format!("{} of {} in {}: {}", capital(act.1), thing.1, place.1, level.names.1),
            ),
            _ => (format!("{}{}{}", thing.0, act.0, level.names.0), format!("{} of {}: {}", capital(act.1), thing.1, level.names.1)),
        }
    }

    /// A year later: one indicator in twenty is another.
    fn age(&mut self, draw: &mut Draw) {
        for (level, names) in LEVELS.iter().zip(&mut self.indicators) {
            for place in 0..names.len() {
                let other = Rows::indicator(level, draw);
                if draw.below(20) == 0 && !names.contains(&other) {
                    names[place] = other;
                }
            }
        }
    }

    fn sheet(&self, year: u32, draw: &mut Draw) -> String {
        let mut yaml = format!(
            "# Invented, for measurements.\nform: overall-target\nstatus: final\npublished: {year}-02-{:02}\nunit: 万元\n\ntasks:\n",
            1 + draw.below(28)
        );
        for (zh, en) in &self.tasks {
            let (fiscal, cents, other) = (10 + draw.below(3000), draw.below(100), draw.below(200));
            let what = sentence(draw, 3);
            let _ =
                write!(yaml, "  - name:\n      zh: {zh}\n      en: {en}\n    description:\n      zh: {}\n      en: {}\n", what.0, what.1);
            let _ = match other % 4 {
                0 => writeln!(yaml, "    total: {}.{cents:02}\n    fiscal: {fiscal}.{cents:02}\n    other: {other}", fiscal + other),
                _ => writeln!(yaml, "    total: {fiscal}.{cents:02}\n    fiscal: {fiscal}.{cents:02}"),
            };
        }
        yaml.push_str("\ngoals:\n");
        for number in 1..=3 {
            let sentences: Vec<(String, String)> = (0..5).map(|_| sentence(draw, 4)).collect();
            let all = |pick: fn(&(String, String)) -> &str, end: &str| {
                sentences.iter().map(|each| format!("      {}{end}\n", pick(each))).collect::<String>()
            };
            let _ =
                write!(yaml, "  - label: 目标{number}\n    zh: |\n{}    en: |\n{}", all(|each| &each.0, "。"), all(|each| &each.1, "."));
        }
        yaml.push_str("\nindicators:");
        let mut level1 = "";
        for (level, names) in LEVELS.iter().zip(&self.indicators) {
            if level.keys.0 != level1 {
                level1 = level.keys.0;
                let _ = write!(yaml, "\n  {level1}:\n");
            }
            let _ = writeln!(yaml, "    {}:", level.keys.1);
            for (zh, en) in names {
                let _ = writeln!(yaml, "      - name: {{zh: {zh}, en: \"{en}\"}}\n        target: {}", (level.target)(draw));
            }
        }
        yaml
    }
}

/// So many names, all of them different.
fn distinct(count: usize, mut name: impl FnMut() -> (String, String)) -> Vec<(String, String)> {
    let mut names = Vec::new();
    while names.len() < count {
        let another = name();
        if !names.contains(&another) {
            names.push(another);
        }
    }
    names
}

fn sentence(draw: &mut Draw, clauses: usize) -> (String, String) {
    let parts: Vec<(String, String)> = (0..clauses)
        .map(|_| {
            let (clause, thing) = (draw.common(&CLAUSES), draw.of(&THINGS));
            (format!("围绕{}{}", thing.0, clause.0), format!("for {}, {}", thing.1, clause.1))
        })
        .collect();
    let joined = |pick: fn(&(String, String)) -> &str, mark: &str| parts.iter().map(pick).collect::<Vec<_>>().join(mark);
    (joined(|part| &part.0, "，"), capital(&joined(|part| &part.1, "; ")))
}
