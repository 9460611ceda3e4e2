namespace GridCase.Hosting.Counties;

/// <summary>Names of people who do not exist, the same at every start: a surname and a given name, all different for the first 2,600.</summary>
internal static class Pseudonyms
{
    private static readonly string[] Surnames = Split("陈 李 林 黄 吴 梁 杨 许 郑 张 庞 莫 何 谢 罗 邓 曾 冯 叶 苏 卢 蔡 潘 郭 钟 彭 江 梅 袁 余 丁 沈 姚 龙 万 方 汤 杜 关 易 简 骆 车");

    private static readonly string[] Given = Split(
        "志明 秀兰 建华 丽珍 海波 春燕 国强 雪梅 永辉 婉婷 伟东 素芬 景生 慧敏 康养 月娥 启文 晓彤 俊杰 凤英 振宇 玉莲 浩然 美玲 汉荣 佩珊 土生 思琪 耀宗 彩霞 " +
        "立新 静怡 观福 少芳 子健 桂花 旭东 嘉欣 日升 惠如 文彬 小燕 亚保 诗雅 广才 翠云 明辉 若兰 培源 艳红 华清 楚君 大有 秋菊 泽民 宝珠 宏图 巧云 安平 瑞芝 学礼");

    public static string Name(int number) => Surnames[number % Surnames.Length] + Given[number % Given.Length];

    private static string[] Split(string names) => names.Split(' ');
}
