using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests.Abuse;

/// <summary>How long a campaign lasts, and how one request of it is made again.</summary>
internal static class FuzzCampaign
{
    /// <summary>How many requests or files in all; 0 for the few of the usual run. A nightly run sets 20000 and more.</summary>
    public static int Runs { get; } = Number("GRIDCASE_FUZZ_RUNS") ?? 0;

    private const ulong UsualSeed = 20_260_213;

    /// <summary>The seed that a failure printed, to begin with that very one.</summary>
    private static int? Seed { get; } = Number("GRIDCASE_FUZZ_SEED");

    /// <summary>
    /// Lets something hold for so many seeds; a failure says which one, and <c>GRIDCASE_FUZZ_SEED</c> makes it again. What is asked follows from the seed's remainder
    /// by <paramref name="kinds"/>, which goes round, so that no kind is left out.
    /// </summary>
    /// <param name="share">Of <see cref="Runs"/>, in hundredths.</param>
    public static void Check(int usual, long share, int kinds, Func<int, string?> broken)
    {
        if (Seed is { } one && broken(one) is { } again) Assert.Fail(again);
        var turn = 0;
        var runs = Math.Max(usual, (int)(Runs * share / 100));
        var config = Config.QuickThrowOnFailure.WithMaxTest(runs).WithQuietOnSuccess(true);
        // The usual run throws the same dice each time, so that what it finds is the change's doing; a campaign throws its own.
        FsCheck.Check.One(
            Runs == 0 ? config.WithReplay(new FsCheck.Replay(new Rnd(UsualSeed), null)) : config,
            Prop.ForAll(Gen.Choose(0, int.MaxValue - kinds).ToArbitrary(), drawn =>
            {
                var seed = drawn - (drawn % kinds) + (turn++ % kinds);
                var fault = broken(seed);
                return (fault is null).Label($"GRIDCASE_FUZZ_SEED={seed}: {fault}");
            }));
    }

    /// <summary>What is kept in a county, as far as requests can change it.</summary>
    public static async Task<string> Standing(ApiHost host)
    {
        var stores = host.Stores;
        var cases = (await stores.Cases.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows;
        return string.Join(
            ' ', [cases.Count, cases.Sum(row => row.Version), (await stores.Directory.Load())!.Version, (await stores.Outlines.Load()).Version, stores.Policies.Current.Changes.Length,
            (await stores.Inspections.ListPlaces(new() { Scope = CaseScope.Everything, Limit = 200 })).Places.Sum(place => place.Version), (await stores.Inspections.ListPlans()).Sum(plan => plan.Version),
            (await stores.Inspections.ListChecklists()).Sum(checklist => checklist.Version), (await stores.Inspections.ListSweeps(new() { Scope = CaseScope.Everything })).Sweeps.Sum(sweep => sweep.Version),
            (await stores.Inspections.ListInspections(new() { Scope = CaseScope.Everything, Limit = 200 })).Inspections.Sum(inspection => inspection.Version),
            (await stores.Care.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows.Sum(row => row.Person.Version), (await stores.Care.Terms()).Version, (await stores.Accounts.LoadKeys()).Deeds]);
    }

    /// <summary>Who may pass a door, one of each role.</summary>
    public static string UserFor(OneDoor door, Random dice)
    {
        var roles = door.Plate.Roles.IsEmpty ? ForeignTown.Roles.ToArray() : [.. door.Plate.Roles];
        return roles[dice.Next(roles.Length)] switch
        {
            Role.Administrator => dice.Next(2) == 0 ? "admin" : "admin2",
            Role.Supervisor => "supervisor-centre",
            Role.UnitClerk => "clerk-" + ApiHost.AccountOf("worker-1").Unit,
            Role.GridWorker => "worker-1",
            Role.Hotline => "hotline-operator",
            Role.ReadOnly => "readonly",
            var role => KebabCase.Of(role),
        };
    }

    /// <summary>Documents that the county itself gives, as an administrator would send them back.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonNode[]>> Samples(ApiHost host)
    {
        var admin = await host.As("admin");
        var directory = await Read("/api/directory");
        var services = await Read("/api/open311/services");
        var policy = await Read("/api/policies/deadlines");
        var calendar = await Read("/api/calendars/cn");
        JsonNode[] policies = [policy["document"] ?? policy, new JsonObject { ["document"] = (policy["document"] ?? policy).DeepClone() }, new JsonObject { ["preset"] = "standard" }];
        JsonNode[] calendars = [calendar["document"] ?? calendar, new JsonObject { ["document"] = (calendar["document"] ?? calendar).DeepClone() }];
        JsonNode outline = JsonNode.Parse("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"440804"},"geometry":{"type":"Polygon","coordinates":[[[110.3,21.2],[110.4,21.2],[110.4,21.3],[110.3,21.2]]]}}]}""")!;
        JsonNode[] commands = [.. Commands.Select(text => JsonNode.Parse(text)!)];
        return new Dictionary<string, JsonNode[]>
        {
            ["PUT /api/directory"] = [directory],
            ["PUT /api/open311/services"] = [services],
            ["PUT /api/policies/deadlines/draft"] = policies,
            ["POST /api/policies/deadlines/draft/check"] = policies,
            ["PUT /api/calendars/{id}"] = calendars,
            ["POST /api/calendars/{id}/draft/check"] = calendars,
            ["PUT /api/outlines"] = [outline],
            ["POST /api/hotline/orders"] = [ApiHost.Order("FUZZ-1"), ApiHost.Order("FUZZ-2")],
            ["POST /api/cases/{caseId}/commands"] = commands,
            ["POST /api/cases/by-key/{key}/commands"] = commands,
            ["POST /api/sync"] = [.. Commands.Select(text => new JsonObject { ["items"] = new JsonArray(new JsonObject { ["key"] = "k", ["do"] = "command", ["report"] = "r", ["body"] = JsonNode.Parse(text) }) })],
        };

        async Task<JsonNode> Read(string path) => await (await admin.GetAsync(path)).Json();
    }

    private static readonly string[] Commands =
    [
        """{"command":"triage","kind":"complaint","category":"dispute","grade":"L2"}""", """{"command":"dispatch","unit":"440804-cgj","helpers":["440804-jtj"]}""", """{"command":"sign-off","promisedAt":"2026-03-25T10:00:00+08:00"}""",
        """{"command":"object","reason":"not ours"}""", """{"command":"decide-objection","uphold":true,"unit":"440804-jtj"}""", """{"command":"contact","text":"t"}""", """{"command":"progress","text":"t","attachmentIds":[]}""",
        """{"command":"request-extension","days":2,"reason":"r"}""", """{"command":"decide-extension","approve":true}""", """{"command":"request-suspension","reasonCode":"weather","until":"2026-04-01T10:00:00+08:00","reason":"r"}""",
        """{"command":"decide-suspension","approve":true}""", """{"command":"resume","reason":"r"}""", """{"command":"add-subtask","unit":"440804-jtj","text":"t"}""", """{"command":"complete-subtask","subtaskId":"s1","text":"t"}""",
        """{"command":"regrade","grade":"L1","reason":"r"}""", """{"command":"refuse","reasonCode":"not-government","reason":"r"}""", """{"command":"supervise","text":"t"}""", """{"command":"resolve","text":"t","reply":"r"}""",
        """{"command":"verify","ok":true,"text":"t"}""", """{"command":"visit","outcome":"reached","solved":"yes","satisfaction":5,"remark":"r"}""", """{"command":"close"}""", """{"command":"merge","into":"00000000000000000000000000000000"}""",
        """{"command":"withdraw","reason":"r"}""", """{"command":"comment","text":"t"}""", """{"command":"look-back","recurred":false,"text":"t"}""", """{"command":"reopen","reason":"r"}""",
    ];

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
