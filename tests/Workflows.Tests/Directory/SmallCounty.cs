using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Tests.Directory;

/// <summary>A county small enough to keep in the head: a centre, a department, a town with two villages, three grids, every post filled.</summary>
internal static class SmallCounty
{
    public const string Centre = "440804-zzzx";
    public const string Traffic = "440804-jtj";
    public const string Town = "440804100000";
    public const string Village = "440804100201";
    public const string OtherVillage = "440804100202";
    public const string FirstGrid = "440804100201001";
    public const string SecondGrid = "440804100201002";
    public const string OtherGrid = "440804100202001";

    public static readonly ImmutableArray<Unit> Units =
    [
        new(Centre, "综治中心", UnitKind.Centre, UnitTier.County, null, null),
        new(Traffic, "交通运输局", UnitKind.Department, UnitTier.County, Centre, null),
        new(Town, "南三镇", UnitKind.Town, UnitTier.Town, Centre, Town),
        new(Village, "光明村", UnitKind.Village, UnitTier.Village, Town, Village),
        new(OtherVillage, "海丰村", UnitKind.Village, UnitTier.Village, Town, OtherVillage),
    ];

    private static readonly string[] UnitWords = ["unit-clerk", "unit-duty-lead", "unit-deputy-head", "unit-head"];

    private static readonly string[] Codes =
    [
        "centre-dispatcher@" + Centre, "centre-duty-lead@" + Centre, "centre-head@" + Centre, "hotline-operator@" + Centre, "county-lead@" + Centre,
        .. UnitWords.SelectMany(word => new[] { word + "@" + Traffic, word + "@" + Town, word + "@" + Village }),
        "town-lead@" + Town, "village-cadre@" + Village, "resident-cadre@" + Village, "village-cadre@" + OtherVillage,
    ];

    /// <summary>Each post has a person named after it and a deputy; each grid a worker named after it.</summary>
    public static County Build() => new(
        "440804",
        "湛江市坡头区",
        Units,
        [.. Grids().Select(grid => new Grid(grid, "网格", grid[..12], Worker(grid), GridKind.Basic))],
        [.. Codes.Select(code => new Post(code, "岗位", code.Split('@')[1], Sitting(code), Deputy(code)))],
        [
            .. Codes.SelectMany(code => new[] { Somebody(Sitting(code)), Somebody(Deputy(code)) }),
            .. Grids().Select(grid => new Person(Worker(grid), "网格员", grid[..12], [Role.GridWorker], [grid], grid)),
        ],
        [],
        [
            new("utility", "公用事业", null, Grade.L2, false),
            new("utility.water", "停水", "utility", null, false),
            new("utility.water.bill", "水费", "utility.water", Grade.L3, false),
            new("dispute", "矛盾纠纷", null, null, true),
            new("dispute.labour", "劳动争议", "dispute", null, false),
        ]);

    public static string Sitting(string post) => post.Replace('@', '.');

    public static string Deputy(string post) => post.Replace('@', '.') + ".deputy";

    public static string Worker(string grid) => "worker." + grid;

    /// <summary>The same county with these posts vacant; the deputies stay.</summary>
    public static County Vacant(this County county, params string[] posts) => county.Change(post => posts.Contains(post.Code) ? post with { PersonId = null } : post);

    /// <summary>The same county with nobody standing in for these posts.</summary>
    public static County WithoutDeputy(this County county, params string[] posts) =>
        county.Change(post => posts.Contains(post.Code) ? post with { DeputyId = null } : post);

    public static County WithoutDeputies(this County county) => county.Change(post => post with { DeputyId = null });

    public static County Away(this County county, DateTimeOffset from, TimeSpan time, params string[] people) =>
        county with { Absences = [.. county.Absences, .. people.Select(person => new Absence(person, from, from + time))] };

    private static County Change(this County county, Func<Post, Post> change) => county with { Posts = [.. county.Posts.Select(change)] };

    private static Person Somebody(string id) => new(id, "某人", null, [Role.Supervisor], [], "440804");

    private static string[] Grids() => [FirstGrid, SecondGrid, OtherGrid];
}
