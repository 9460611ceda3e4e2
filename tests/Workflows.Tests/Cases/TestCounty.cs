using System.Collections.Immutable;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Tests.Cases;

/// <summary>A county in which a case can live: a centre, two departments, a town with two villages, and one person for each part to play.</summary>
internal static class TestCounty
{
    public const string Code = "440804";
    public const string Centre = "440804-zzzx";
    public const string Traffic = "440804-jtj";
    public const string Urban = "440804-cgj";
    public const string Town = "440804100000";
    public const string Village = "440804100201";
    public const string Grid = "440804100201001";
    public const string OtherGrid = "440804100202001";

    public static Actor Hotline { get; } = Person("hotline", Role.Hotline, Centre);

    public static Actor Dispatcher { get; } = Person("dispatcher", Role.Dispatcher, Centre);

    public static Actor Supervisor { get; } = Person("supervisor", Role.Supervisor, Centre);

    public static Actor Leader { get; } = Person("leader", Role.Leader, Centre);

    public static Actor TrafficClerk { get; } = Person("clerk-jtj", Role.UnitClerk, Traffic);

    public static Actor UrbanClerk { get; } = Person("clerk-cgj", Role.UnitClerk, Urban);

    public static Actor VillageClerk { get; } = Person("clerk-village", Role.UnitClerk, Village);

    public static Actor Worker { get; } = Person("worker", Role.GridWorker, Village) with { Grids = [Grid], Scope = Grid };

    public static Actor Administrator { get; } = Person("admin", Role.Administrator, Centre);

    public static Actor Auditor { get; } = Person("auditor", Role.Auditor, Centre);

    public static Actor ReadOnly { get; } = Person("readonly", Role.ReadOnly, Centre);

    // After the people: it is built from them.
    public static CountyDirectory Directory { get; } = new(Build());

    private static ImmutableArray<Actor> Everyone =>
        [Hotline, Dispatcher, Supervisor, Leader, TrafficClerk, UrbanClerk, VillageClerk, Worker, Administrator, Auditor, ReadOnly];

    private static Actor Person(string id, Role role, string unit) => new(id, role, unit, [], Code);

    private static County Build() => new(
        Code,
        "湛江市坡头区",
        [
            new(Centre, "综治中心", UnitKind.Centre, UnitTier.County, null, null),
            new(Traffic, "交通运输局", UnitKind.Department, UnitTier.County, Centre, null),
            new(Urban, "城市管理和综合执法局", UnitKind.Department, UnitTier.County, Centre, null),
            new(Town, "南三镇", UnitKind.Town, UnitTier.Town, Centre, Town),
            new(Village, "光明村", UnitKind.Village, UnitTier.Village, Town, Village),
            new("440804100202", "海丰村", UnitKind.Village, UnitTier.Village, Town, "440804100202"),
        ],
        [new(Grid, "第一网格", Village, "worker", GridKind.Basic), new(OtherGrid, "第一网格", "440804100202", null, GridKind.Basic)],
        [
            .. Seats("centre-dispatcher:dispatcher centre-duty-lead:supervisor centre-head:leader hotline-operator:hotline county-lead:leader", Centre),
            .. Seats("unit-clerk:clerk-jtj unit-duty-lead:jtj-duty unit-deputy-head:jtj-deputy unit-head:jtj-head", Traffic),
            .. Seats("unit-clerk:clerk-cgj unit-head:cgj-head", Urban),
            .. Seats("unit-clerk:town-clerk town-lead:town-lead unit-head:town-lead", Town),
            .. Seats("unit-clerk:clerk-village village-cadre:cadre resident-cadre:resident", Village),
        ],
        [
            .. Everyone.Select(actor => new Person(actor.PersonId, "某人", actor.UnitCode, [actor.Role], actor.Grids, actor.Scope)),
            .. "jtj-duty jtj-deputy jtj-head".Split(' ').Select(id => new Person(id, "某人", Traffic, [Role.Supervisor], [], Traffic)),
            new("cgj-head", "某人", Urban, [Role.Supervisor], [], Urban),
            .. "town-clerk town-lead".Split(' ').Select(id => new Person(id, "某人", Town, [Role.Supervisor], [], "440804100")),
            .. "cadre resident".Split(' ').Select(id => new Person(id, "某人", Village, [Role.Supervisor], [], Village)),
        ],
        [],
        [
            new("facility", "市政设施", null, null, false),
            new("facility.manhole", "井盖", "facility", null, false),
            new("water", "停水", null, Grade.L2, false),
            new("dispute", "矛盾纠纷", null, null, true),
            new("dispute.neighbour", "邻里纠纷", "dispute", null, false),
            new("water.pipe", "水管爆裂", "water", null, false),
        ]);

    private static IEnumerable<Post> Seats(string seats, string unit) =>
        seats.Split(' ').Select(seat => seat.Split(':')).Select(seat => new Post(Post.CodeOf(seat[0], unit), "岗位", unit, seat[1], null));
}
