using System.Collections.Immutable;

namespace GridCase.Workflows.Inspections;

/// <summary>A kind of place (场所类别).</summary>
/// <param name="Source">Where the kind is spoken of.</param>
public sealed record PlaceKind(string Code, string Zh, string En, string Source)
{
    /// <summary>The kinds there are. A county's own list may come beside it later; codes stay.</summary>
    public static ImmutableArray<PlaceKind> All { get; } =
    [
        new("small-place", "九小场所", "one of the nine kinds of small premises", "消防九小场所; domain.md §5.1"),
        new("rental", "出租屋", "rental housing", "深圳龙岗 2019, 上海庙行; domain.md §5.2"),
        new("key-unit", "重点单位", "key unit for safety", "安全隐患 (fire, gas, electricity, crowd); domain.md §5.1"),
        new("public-facility", "公共设施", "public facility", "公共设施, facility faults; domain.md §5.1"),
        new("school-surroundings", "学校周边", "surroundings of a school", "公共秩序; domain.md §5.1"),
        new("market", "市场", "market", "market-day patrol, 专属网格; domain.md §2.5, §5.1"),
        new("construction-site", "建筑工地", "construction site", "安全隐患; domain.md §5.1"),
        new("water", "水域", "open water", "安全隐患; domain.md §5.1"),
        new("farmland", "农田山林", "fields and woods", "straw-burning ban, 北京延庆; domain.md §5.1"),
        new("other", "其他场所", "other place", "Whatever fits nowhere else."),
    ];

    /// <summary>The kind of this code, or null.</summary>
    public static PlaceKind? Of(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
