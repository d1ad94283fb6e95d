//! Writes a large invented site, to measure on: as many tasks, goals and indicators a report as the real table of this repository,
//! and words drawn so that texts differ between departments and mostly stay the same from year to year, as in life.
//!
//! `cargo run --release --example big-site -- FOLDER DEPARTMENTS YEARS [SEED]`; the same arguments write the same bytes.

use std::{env, fmt::Write as _, fs, io, path::Path, process};

/// Chinese and English of a word.
type Word = (&'static str, &'static str);

const PLACES: &[Word] = &[
    ("安平", "Anping"),
    ("北桥", "Beiqiao"),
    ("长宁", "Changning"),
    ("东湖", "Donghu"),
    ("凤山", "Fengshan"),
    ("高台", "Gaotai"),
    ("和田", "Hetian"),
    ("江口", "Jiangkou"),
    ("金沙", "Jinsha"),
    ("康城", "Kangcheng"),
    ("龙泉", "Longquan"),
    ("梅林", "Meilin"),
    ("南溪", "Nanxi"),
    ("平川", "Pingchuan"),
    ("清源", "Qingyuan"),
    ("荣昌", "Rongchang"),
    ("石门", "Shimen"),
    ("天水", "Tianshui"),
    ("文昌", "Wenchang"),
    ("新河", "Xinhe"),
    ("永福", "Yongfu"),
    ("云岭", "Yunling"),
    ("中原", "Zhongyuan"),
    ("竹溪", "Zhuxi"),
];
const RANKS: &[Word] = &[("市", "City"), ("县", "County"), ("区", "District"), ("镇", "Town"), ("乡", "Township")];
const BODIES: &[Word] = &[
    ("教育局", "Education Bureau"),
    ("水务局", "Water Bureau"),
    ("财政局", "Finance Bureau"),
    ("民政局", "Civil Affairs Bureau"),
    ("卫生健康委员会", "Health Commission"),
    ("交通运输局", "Transport Bureau"),
    ("文化旅游局", "Culture and Tourism Bureau"),
    ("市场监督管理局", "Market Supervision Bureau"),
    ("应急管理局", "Emergency Management Bureau"),
    ("档案馆", "Archives"),
    ("图书馆", "Library"),
    ("审计局", "Audit Office"),
    ("司法局", "Justice Bureau"),
    ("农业农村局", "Agriculture and Rural Affairs Bureau"),
    ("自然资源局", "Natural Resources Bureau"),
    ("生态环境局", "Ecology and Environment Bureau"),
    ("老干部局", "Veteran Cadres Bureau"),
    ("残疾人联合会", "Disabled Persons' Federation"),
    ("总工会", "Federation of Trade Unions"),
    ("气象局", "Meteorological Office"),
];
const THINGS: &[Word] = &[
    ("教师", "teachers"),
    ("校舍", "school buildings"),
    ("学生营养餐", "school meals"),
    ("河道", "rivers"),
    ("水库", "reservoirs"),
    ("饮用水源", "drinking water sources"),
    ("老年人", "older people"),
    ("残疾人", "disabled people"),
    ("孤儿", "orphans"),
    ("乡村医生", "village doctors"),
    ("疫苗", "vaccines"),
    ("社区卫生站", "community clinics"),
    ("公路", "roads"),
    ("桥梁", "bridges"),
    ("公交车", "buses"),
    ("博物馆", "museums"),
    ("文物", "cultural relics"),
    ("图书", "books"),
    ("食品", "food"),
    ("药品", "medicines"),
    ("特种设备", "special equipment"),
    ("消防站", "fire stations"),
    ("应急物资", "emergency supplies"),
    ("档案", "archives"),
    ("法律援助", "legal aid"),
    ("人民调解员", "mediators"),
    ("农田", "farmland"),
    ("农机", "farm machinery"),
    ("果树", "fruit trees"),
    ("牲畜", "livestock"),
    ("林地", "woodland"),
    ("湿地", "wetlands"),
    ("土壤", "soil"),
    ("空气", "air"),
    ("噪声", "noise"),
    ("离休干部", "retired veteran cadres"),
    ("公务员", "civil servants"),
    ("党员", "party members"),
    ("驻村干部", "village cadres"),
    ("志愿者", "volunteers"),
    ("职工", "workers"),
    ("困难家庭", "families in need"),
    ("气象站", "weather stations"),
    ("预警信息", "warnings"),
    ("网络安全", "network security"),
    ("统计数据", "statistics"),
    ("政府采购", "government procurement"),
    ("国有资产", "state assets"),
    ("办公设备", "office equipment"),
    ("公园绿地", "parks"),
    ("路灯", "street lamps"),
    ("垃圾分类", "waste sorting"),
    ("污水管网", "sewers"),
    ("保障性住房", "affordable housing"),
    ("农村危房", "unsafe rural houses"),
    ("就业困难人员", "people who find no work"),
    ("返乡创业", "returning entrepreneurs"),
    ("技能人才", "skilled workers"),
    ("中小企业", "small firms"),
    ("招商项目", "investment projects"),
];
const ACTS: &[Word] = &[
    ("培训", "training"),
    ("维修", "repair"),
    ("检查", "inspection"),
    ("抽检", "sampling"),
    ("监测", "monitoring"),
    ("慰问", "visits"),
    ("资助", "support"),
    ("保护", "protection"),
    ("修复", "restoration"),
    ("采购", "purchase"),
    ("更新", "renewal"),
    ("养护", "upkeep"),
    ("建设", "construction"),
    ("改造", "conversion"),
    ("宣传", "publicity"),
    ("调查", "survey"),
    ("评估", "assessment"),
    ("登记", "registration"),
    ("救助", "relief"),
    ("服务", "service"),
    ("管理", "management"),
    ("普查", "census"),
    ("演练", "drills"),
    ("整治", "clean-up"),
    ("推广", "promotion"),
    ("帮扶", "assistance"),
    ("奖励", "rewards"),
    ("招录", "recruitment"),
    ("公开", "disclosure"),
    ("清查", "stocktaking"),
];
/// Measures with level, unit and operator: name, English, level 1, level 2, sign, unit.
const MEASURES: &[(&str, &str, usize, &str, &str)] = &[
    ("次数", "times", 0, "≥", "次"),
    ("人数", "people", 0, "≥", "人"),
    ("数量", "number", 0, "=", "个"),
    ("面积", "area", 0, "≥", "平方米"),
    ("批次", "batches", 0, "=", "批次"),
    ("合格率", "pass rate", 1, "≥", "%"),
    ("覆盖率", "coverage", 1, "≥", "%"),
    ("达标率", "compliance", 1, "=", "%"),
    ("准确率", "accuracy", 1, "≥", "%"),
    ("及时率", "timeliness", 2, "≥", "%"),
    ("按期完成率", "completed on time", 2, "=", "%"),
    ("成本", "cost", 3, "≤", "万元"),
    ("经费", "spending", 3, "≤", "万元"),
    ("知晓率", "awareness", 5, "≥", "%"),
    ("参与率", "participation", 5, "≥", "%"),
    ("改善程度", "improvement", 6, "", "有所提高"),
    ("可持续影响", "lasting effect", 7, "", "长期"),
    ("满意度", "satisfaction", 8, "≥", "%"),
];
const LEVELS: &[(&str, &str)] = &[
    ("output", "quantity"),
    ("output", "quality"),
    ("output", "timeliness"),
    ("output", "cost"),
    ("benefit", "economic"),
    ("benefit", "social"),
    ("benefit", "ecological"),
    ("benefit", "sustainable"),
    ("satisfaction", "satisfaction"),
];
const WHO: &[Word] = &[
    ("基层", "local "),
    ("重点", "key "),
    ("全市", "city-wide "),
    ("农村", "rural "),
    ("城区", "urban "),
    ("年度", "yearly "),
    ("新增", "new "),
    ("专项", "special "),
    ("公共", "public "),
    ("边远", "remote "),
    ("", ""),
    ("", ""),
];
const ENDS: &[Word] = &[
    ("，确保各项工作按计划完成", ", so that all work is done as planned"),
    ("，不断提高服务水平", ", and raise the standard of service"),
    ("，保障机构正常运转", ", and keep the institution running"),
    ("，切实解决群众关心的问题", ", and solve what people care about"),
    ("，推动高质量发展", ", and further good development"),
    ("，做到专款专用、厉行节约", ", and spend with care for the purpose alone"),
    ("，健全长效机制", ", and make it last"),
    ("，按时足额支付资金", ", and pay in full and on time"),
];

/// SplitMix64: small, seeded, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    let (Some(folder), Some(departments), Some(years)) = (arguments.first(), number(1), number(2)) else {
        eprintln!("big-site FOLDER DEPARTMENTS YEARS [SEED]");
        process::exit(2);
    };
    let seed = number(3).unwrap_or(1);
    let content = Path::new(folder).join("content");
    fs::create_dir_all(&content)?;
    fs::write(
        content.join("site.yaml"),
        "title: {zh: 虚构的大型网站, en: A large invented site}\nlanguages: [zh, en]\neditions: [zh, en, zh-en]\n# Every word of it is invented.\nsamples: true\n",
    )?;
    let mut list = String::new();
    for number in 0..departments {
        let mut dice = Dice(seed << 32 | number);
        let (place, rank, body) = (dice.pick(PLACES), dice.pick(RANKS), dice.pick(BODIES));
        let second = dice.pick(PLACES);
        let id = format!("{}-{}-{number}", place.1.to_lowercase(), body.1.split(' ').next().unwrap_or("x").to_lowercase());
        let sector = dice.pick(&["education", "health", "transport", "culture", "party"]);
        let _ = writeln!(
            list,
            "{id}:\n  name: {{zh: {}{}{}{}, en: \"{} {} {}, {}\"}}\n  sector: {sector}",
            place.0, rank.0, second.0, body.0, place.1, rank.1, body.1, second.1
        );
        let mut plan = Plan::new(&mut dice);
        for year in 0..years {
            let file = content.join(format!("{}/{id}/overall-target.yaml", 2025 - years + 1 + year));
            fs::create_dir_all(file.parent().unwrap_or(&content))?;
            fs::write(file, plan.sheet(&mut dice))?;
            plan.next_year(&mut dice);
        }
    }
    fs::write(content.join("departments.yaml"), list)
}

/// Syllables of invented names of projects.
const SYLLABLES: &[Word] = &[
    ("安", "an"),
    ("白", "bai"),
    ("宝", "bao"),
    ("碧", "bi"),
    ("春", "chun"),
    ("翠", "cui"),
    ("大", "da"),
    ("丹", "dan"),
    ("德", "de"),
    ("飞", "fei"),
    ("芳", "fang"),
    ("富", "fu"),
    ("古", "gu"),
    ("光", "guang"),
    ("海", "hai"),
    ("恒", "heng"),
    ("虹", "hong"),
    ("华", "hua"),
    ("嘉", "jia"),
    ("锦", "jin"),
    ("晶", "jing"),
    ("开", "kai"),
    ("兰", "lan"),
    ("莲", "lian"),
    ("柳", "liu"),
    ("明", "ming"),
    ("宁", "ning"),
    ("鹏", "peng"),
    ("青", "qing"),
    ("秋", "qiu"),
    ("瑞", "rui"),
    ("山", "shan"),
    ("松", "song"),
    ("泰", "tai"),
    ("桐", "tong"),
    ("望", "wang"),
    ("霞", "xia"),
    ("星", "xing"),
    ("雪", "xue"),
    ("阳", "yang"),
    ("银", "yin"),
    ("玉", "yu"),
    ("源", "yuan"),
    ("泽", "ze"),
    ("紫", "zi"),
];

/// What a department is about: some things and not others, and a project that is its own.
struct Field {
    things: Vec<Word>,
    acts: Vec<Word>,
    project: (String, String),
}

impl Field {
    fn new(dice: &mut Dice) -> Field {
        let (a, b) = (dice.pick(SYLLABLES), dice.pick(SYLLABLES));
        Field {
            things: (0..8).map(|_| dice.pick(THINGS)).collect(),
            acts: (0..10).map(|_| dice.pick(ACTS)).collect(),
            project: (format!("{}{}工程", a.0, b.0), format!("{}{} project", capital(a.1), b.1)),
        }
    }

    fn name(&self, dice: &mut Dice) -> (String, String) {
        let act = dice.pick(&self.acts);
        if dice.roll(25) == 0 {
            return (format!("{}{}", self.project.0, act.0), format!("{}: {}", self.project.1, act.1));
        }
        let thing = if dice.roll(12) == 0 { dice.pick(THINGS) } else { dice.pick(&self.things) };
        let who = dice.pick(WHO);
        (format!("{}{}{}", who.0, thing.0, act.0), capital(&format!("{}{}: {}", who.1, thing.1, act.1)))
    }

    fn indicator(&self, dice: &mut Dice, at: usize) -> (String, String, usize) {
        let measure = (at + dice.roll(3)) % MEASURES.len();
        let (zh, en) = self.name(dice);
        (format!("{zh}{}", MEASURES[measure].0), format!("{en}, {}", MEASURES[measure].1), measure)
    }

    fn sentence(&self, dice: &mut Dice) -> (String, String) {
        let (first, second, end) = (self.name(dice), self.name(dice), dice.pick(ENDS));
        (format!("做好{}和{}工作{}。", first.0, second.0, end.0), format!("{} and {}{}.", first.1, second.1, end.1))
    }
}

/// What a department does, year after year.
struct Plan {
    field: Field,
    tasks: Vec<(String, String)>,
    indicators: Vec<(String, String, usize)>,
}

impl Plan {
    fn new(dice: &mut Dice) -> Plan {
        let mut plan = Plan { field: Field::new(dice), tasks: Vec::new(), indicators: Vec::new() };
        while plan.tasks.len() < 6 {
            let task = plan.field.name(dice);
            if !plan.tasks.contains(&task) {
                plan.tasks.push(task);
            }
        }
        for at in 0..44 {
            let new = plan.new_indicator(dice, at);
            plan.indicators.push(new);
        }
        plan
    }

    /// An indicator that the table does not have yet.
    fn new_indicator(&self, dice: &mut Dice, at: usize) -> (String, String, usize) {
        loop {
            let new = self.field.indicator(dice, at);
            if !self.indicators.contains(&new) {
                return new;
            }
        }
    }

    /// Most stays as it was; one indicator in ten and now and then a task is another.
    fn next_year(&mut self, dice: &mut Dice) {
        for at in 0..self.indicators.len() {
            if dice.roll(10) == 0 {
                self.indicators[at] = self.new_indicator(dice, at);
            }
        }
        if dice.roll(3) == 0 {
            let (at, task) = (dice.roll(self.tasks.len()), self.field.name(dice));
            if !self.tasks.contains(&task) {
                self.tasks[at] = task;
            }
        }
    }

    fn sheet(&self, dice: &mut Dice) -> String {
        let mut yaml = "status: sample\ntasks:\n".to_owned();
        for (zh, en) in &self.tasks {
            let (a, b) = (self.field.sentence(dice), self.field.sentence(dice));
            let amount = format!("{}.{:02}", dice.roll(4000), dice.roll(100));
            let _ = writeln!(
                yaml,
                "  - name: {{zh: {zh}, en: \"{en}\"}}\n    description: {{zh: {}{}, en: \"{} {}\"}}\n    total: {amount}\n    fiscal: {amount}",
                a.0, b.0, a.1, b.1
            );
        }
        yaml.push_str("goals:\n");
        for goal in 1..=3 {
            let sentences: Vec<(String, String)> = (0..6).map(|_| self.field.sentence(dice)).collect();
            let zh: String = sentences.iter().map(|(zh, _)| zh.as_str()).collect();
            let en: Vec<&str> = sentences.iter().map(|(_, en)| en.as_str()).collect();
            let _ = writeln!(yaml, "  - label: 目标{goal}\n    zh: {zh}\n    en: \"{}\"", en.join(" "));
        }
        yaml.push_str("indicators:\n");
        let mut last = "";
        for (number, (level1, level2)) in LEVELS.iter().enumerate() {
            let rows: Vec<_> = self.indicators.iter().filter(|(_, _, measure)| MEASURES[*measure].2 == number).collect();
            if rows.is_empty() {
                continue;
            }
            if *level1 != last {
                let _ = writeln!(yaml, "  {level1}:");
                last = level1;
            }
            let _ = writeln!(yaml, "    {level2}:");
            for (zh, en, measure) in rows {
                let (.., sign, unit) = MEASURES[*measure];
                let target = match unit {
                    "%" => format!("{sign}{}%", 80 + dice.roll(21)),
                    "有所提高" | "长期" => unit.to_owned(),
                    _ => format!("{sign}{}{unit}", 1 + dice.roll(2000)),
                };
                let _ = writeln!(yaml, "      - {{name: {{zh: {zh}, en: \"{en}\"}}, target: {target}}}");
            }
        }
        yaml
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
