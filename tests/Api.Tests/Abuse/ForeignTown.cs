using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;

namespace GridCase.Api.Tests.Abuse;

/// <summary>A county in one town of which there is one of everything, and somebody of every role who belongs to another town.</summary>
public sealed class ForeignTown : IAsyncLifetime
{
    /// <summary>Stands in every text and name of the town; nobody from elsewhere is ever to read it.</summary>
    public const string Word = "外镇密语";

    public const string OrderNo = "FOREIGN-77001";
    private const string Owner = "worker-1";
    private const string ReportKey = "foreign-report-key-1";
    private readonly Dictionary<string, (string Foreign, string Unknown)> things = [];

    public ApiHost Host { get; } = new(options => (options.PersonRequestsPerMinute, options.AnonymousRequestsPerMinute, options.SystemRequestsPerMinute) = (10_000_000, 10_000_000, 10_000_000));

    /// <summary>A grid, a village and a town of those who ask.</summary>
    public static string OwnGrid { get; } = ApiHost.GridOf("worker-3");

    public static string OwnTown { get; } = OwnGrid[..9];

    /// <summary>Words by which one would know that something of the town was told.</summary>
    public IReadOnlyList<string> Marks { get; private set; } = [];

    public static IEnumerable<Role> Roles => Enum.GetValues<Role>().Where(role => role != Role.System);

    public static string UserOf(Role role) => "stranger-" + KebabCase.Of(role);

    /// <summary>A name of something in the town, and one of the same shape that nothing has.</summary>
    public (string Foreign, string Unknown) Thing(string what) => things[what];

    public Task<HttpClient> Stranger(Role role) => Host.As(UserOf(role));

    public async Task InitializeAsync()
    {
        await AddStrangers();
        Host.Outgoing.Add(new("oa", NoticeChannelKind.Webhook) { Url = new("https://oa.example.gov.cn/") });
        await MakeCases();
        await MakeRounds();
        await MakeAbsence();
        var village = ApiHost.AccountOf(Owner).Unit!;
        things["grid"] = (ApiHost.GridOf(Owner), ApiHost.GridOf(Owner)[..6] + "999999999");
        things["unit"] = (village, "440804-none");
        things["village"] = (village, village[..6] + "999999");
        things["post"] = ($"village-cadre@{village}", "village-cadre@440804-none");
        things["person"] = (ApiHost.PersonOf(Owner), "p-nobody");
        Marks = [Word, OrderNo, ReportKey, .. new[] { "case", "request", "file", "care", "place", "inspection", "sweep" }.Select(what => things[what].Foreign)];
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>A case of the town of those who ask.</summary>
    public async Task<string> MakeOwnCase(string key)
    {
        var report = Phone.PhoneHost.Report();
        (report["gridCode"], report["observedAt"]) = (OwnGrid, "2026-03-20T08:00:00+08:00");
        return (await Sent(await Phone.PhoneHost.Send(await Stranger(Role.GridWorker), "/api/reports", report, key)))["caseId"]!.GetValue<string>();
    }

    /// <summary>How the town's things stand: the same before and after a probe.</summary>
    public async Task<string> Standing()
    {
        var stores = Host.Stores;
        var notice = (await stores.Notices.Find(things["notice"].Foreign))!;
        var cases = (await stores.Cases.List(new() { Scope = CaseScope.Everything, Limit = 200 })).Rows.Select(row => $"{row.CaseId}:{row.Version}");
        return string.Join(
            ' ', [.. cases, (await stores.Directory.Load())!.Version, (await stores.Inspections.FindPlace(things["place"].Foreign))!.Version, (await stores.Care.Find(things["care"].Foreign))!.Version,
            (await stores.Inspections.FindInspection(things["inspection"].Foreign))!.Version, (await stores.Inspections.FindSweep(things["sweep"].Foreign))!.Version, notice.AcknowledgedAt,
            (await stores.Inspections.ListPlaces(new() { Scope = CaseScope.Everything, Limit = 200 })).Places.Count, (await stores.Care.List(new() { Scope = CaseScope.Everything })).Rows.Count,
            (await stores.Inspections.ListSweeps(new() { Scope = CaseScope.Everything })).Sweeps.Count, (await stores.Private.Looks(null, 50, null)).Looks.Count]);
    }

    private async Task AddStrangers()
    {
        var county = (await Host.Stores.Directory.Load())!;
        var unit = ApiHost.AccountOf("worker-3").Unit!;
        Person Of(Role role) => new(
            "p-" + UserOf(role), "外人", role == Role.Hotline ? county.Units[0].Code : unit, [role], role == Role.GridWorker ? [OwnGrid] : [], role switch { Role.Hotline => county.Code, Role.GridWorker => OwnGrid, _ => OwnTown });
        await Host.Stores.Directory.Save(county with { People = [.. county.People, .. Roles.Select(Of)] }, county.Version);
        foreach (var role in Roles) await Host.Stores.Accounts.Save(new(UserOf(role), "p-" + UserOf(role), Passwords.Hash(ApiHost.Password, 1), false));
    }

    private async Task MakeCases()
    {
        var worker = await Host.As(Owner);
        var picture = await Sent(await Phone.PhoneHost.Upload(worker, Word + ".jpg", Pictures.Jpeg()));
        var report = Phone.PhoneHost.Report(Word);
        report["attachmentIds"] = new JsonArray(picture["id"]!.GetValue<string>());
        var reported = (await Sent(await Phone.PhoneHost.Send(worker, "/api/reports", report, ReportKey)))["caseId"]!.GetValue<string>();
        var order = ApiHost.Order(OrderNo);
        (order["channel"], order["text"], order["title"], order["address"]) = ("window", Word, Word, Word);
        var caseId = (await Sent(await Phone.PhoneHost.Send(await Host.As("dispatcher"), "/api/intake/orders", order, "order")))["caseId"]!.GetValue<string>();
        await Host.Move("dispatcher", caseId, new { command = "triage" });
        var held = await Host.Move("dispatcher", caseId, new { command = "dispatch", unit = ApiHost.AccountOf(Owner).Unit });
        // Long past due, so that every rung of its ladders has told somebody.
        Host.Clock.Set(ApiHost.Start.AddDays(35));
        await Host.Move("dispatcher", caseId, new { command = "comment", text = Word });
        await Host.Move("dispatcher", reported, new { command = "comment", text = Word });
        await Bury(caseId);
        await Sent(await (await Host.As("dispatcher")).PostAsJsonAsync($"/api/cases/{caseId}/reveal", new { field = "caller-phone", reason = Word + "来电" }));
        var notices = await Host.Stores.Notices.List(new() { CaseId = caseId, MarksOnly = true, Limit = 200 });
        things["case"] = (caseId, new string('0', caseId.Length));
        things["request"] = (held["code"]!.GetValue<string>(), "PT-000000-00000");
        things["order"] = (OrderNo, "FOREIGN-00000");
        things["report"] = (ReportKey, "foreign-report-key-0");
        things["file"] = (picture["id"]!.GetValue<string>(), new string('0', 32));
        things["notice"] = (notices.Notices.First(kept => kept.Notice.Rung > 0).Id, "987654");
    }

    /// <summary>Lets a notice of the case become a dead letter.</summary>
    private async Task Bury(string caseId)
    {
        foreach (var lane in await Host.Stores.Notices.WaitingLanes(null, 100))
            if (await Host.Stores.Notices.NextParcel(lane) is { } parcel && parcel.CaseId == caseId)
            {
                await Host.Stores.Notices.RecordAttempt(parcel.Id, AttemptOutcome.Dead, "gone", Host.Clock.GetUtcNow());
                return;
            }

        Assert.Fail("No parcel of the case waits.");
    }

    private async Task MakeRounds()
    {
        var (grid, now, worker) = (ApiHost.GridOf(Owner), Host.Clock.GetUtcNow(), ApiHost.PersonOf(Owner));
        var admin = await Host.As("admin");
        await Sent(await admin.PostAsJsonAsync("/api/places", new { id = "foreign-place-1", name = Word, kind = "small-place", gridCode = grid }));
        var care = await Sent(await Phone.PhoneHost.Send(admin, "/api/care", new JsonObject { ["gridCode"] = grid, ["tier"] = "high", ["name"] = Word, ["phone"] = "13800001234" }, "care"));
        Assert.True(await Host.Stores.Inspections.SaveChecklist(new("fire", 1, "消防", [], [new("exit", "通道", "Exit", "dispute")])));
        var target = new PlanTarget(TargetKind.Places, [], [], [grid]);
        var sweep = new Sweep(
            new string('5', 32), "XC-260216-FORGN", Word, null, null, null, true, new(target, "4wd", "fire", 1, "field", [], PolicyVersion, CalendarVersion), now, now.AddDays(4), "system:inspections", SweepState.Open, 1);
        var open = new Inspection(new string('6', 32), sweep.Id, InspectionKind.Place, "foreign-place-1", grid, Word, "fire", 1, worker, null, now, now.AddDays(4), InspectionState.Open, 1) { Parts = [new(null)] };
        var done = open with { Id = new string('7', 32), State = InspectionState.Done, DoneBy = worker, DoneAt = now, ReceivedAt = now, Parts = [new(null, worker, Role.GridWorker, now)] };
        Assert.Equal(AppendOutcome.Appended, await Host.Stores.Inspections.Save(new() { Sweep = sweep, Inspections = [open, done] }));
        things["place"] = ("foreign-place-1", "foreign-place-0");
        things["care"] = (care["id"]!.GetValue<string>(), new string('0', 32));
        things["sweep"] = (sweep.Id, new string('0', 32));
        things["inspection"] = (open.Id, new string('0', 32));
    }

    private string PolicyVersion => Host.Stores.Policies.Current.PolicyAt(Host.Clock.GetUtcNow()).Version;

    private string CalendarVersion => Host.Stores.Policies.Current.CalendarAt(Host.Clock.GetUtcNow()).Version;

    private async Task MakeAbsence()
    {
        var worker = await Host.As(Owner);
        var from = Host.Clock.GetUtcNow().AddDays(30);
        await Sent(await worker.PostAsJsonAsync("/api/directory/absences", new { from = from.ToString("O"), to = from.AddDays(2).ToString("O") }));
        var line = (await (await worker.GetAsync("/api/directory/absences")).Json())["items"]![0]!;
        var id = line.AsObject().First(pair => pair.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains('~', StringComparison.Ordinal)).Value!.GetValue<string>();
        things["absence"] = (id, id.Split('~')[0] + "~2027-01-01T00:00:00Z");
    }

    private static async Task<JsonNode> Sent(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
