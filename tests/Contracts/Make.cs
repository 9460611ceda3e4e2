using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Contracts;

/// <summary>Makes appends as the desk makes them: sealed, folded, with the next instant of their agenda.</summary>
internal static class Make
{
    public const string County = "440804";
    public const string Town = "440804100";
    public const string Grid = "440804100201001";
    public const string NextGrid = "440804100201002";
    public const string OtherTownsGrid = "440804101202001";
    public const string Traffic = "440804-jtj";
    public const string Urban = "440804-cgj";

    public static readonly DateTimeOffset Start = new(2026, 2, 10, 9, 0, 0, TimeSpan.FromHours(8));
    public static readonly CaseScope Everything = CaseScope.Everything;

    private static readonly CountyDirectory Directory = new(EmptyCounty.Build(County).County);
    private static readonly Actor Somebody = new("somebody", Role.Dispatcher, null, [], County);

    public static CaseAppend Order(
        string no, string? grid = Grid, Channel channel = Channel.Hotline, string category = "facility.manhole", DateTimeOffset? at = null, Func<Registered, Registered>? change = null, params CaseText[] texts)
    {
        var now = at ?? Start;
        var id = CaseIds.Of(channel, no);
        var registered = new Registered(
            CaseIds.CodeOf(County, now, id), channel, no, "content", CaseKind.Complaint, category, Urgency.Normal, Grade.L3, grid, null, null, now, null, null, true, true, null,
            false, false, [], null, PolicyBook.BuiltIn.LatestPolicy.Version, PolicyBook.BuiltIn.LatestCalendar.Version);
        return More(id, null, now, new DecidedFact(change?.Invoke(registered) ?? registered, [.. texts]));
    }

    public static CaseAppend More(CaseFile before, DateTimeOffset at, params DecidedFact[] facts) => More(before.Id, before, at, facts);

    public static CaseAppend More(CaseFile before, params Fact[] facts) => More(before.Id, before, before.LastAt.AddMinutes(1), [.. facts.Select(fact => (DecidedFact)fact)]);

    public static DateTimeOffset? NextAt(CaseFile file) => Agenda.Next(file, PolicyBook.BuiltIn)?.Instant;

    public static Dispatched Dispatched(string unit = Traffic) => new(unit, UnitTier.County, true);

    public static Triaged Triaged(string? grid = Grid, string category = "facility.manhole") => new(CaseKind.Complaint, category, Grade.L3, grid, false, false);

    public static CaseAppend With(this CaseAppend append, Receipt receipt) => append with { Receipt = receipt };

    public static CaseAppend With(this CaseAppend append, params Notice[] notices) => append with { Effects = append.Effects with { Notices = [.. notices] } };

    public static CaseAppend With(this CaseAppend append, params HotlineEvent[] events) => append with { Effects = append.Effects with { HotlineEvents = [.. events] } };

    public static CaseAppend With(this CaseAppend append, params WorkflowMessageKind[] kinds) =>
        append with { Effects = append.Effects with { Messages = [.. kinds.Select(kind => new WorkflowMessage(kind, append.CaseId))] } };

    public static Receipt Receipt(string key, DateTimeOffset? at = null, string body = "{}") => new(key, "hash", 200, body, at ?? Start);

    public static Notice Notice(CaseFile file, string person, string purpose = "dispatched", string? clock = null, int rung = 0, DateTimeOffset? notBefore = null, int fact = 1) => new(
        $"{file.Id}/{clock ?? "fact"}/{fact}/{purpose}/{person}", file.Id, file.Origin.Code, fact, purpose, clock, clock is null ? 0 : 1, rung, person, "unit-clerk",
        "unit-clerk@" + Traffic, null, false, Start, notBefore ?? Start, null);

    public static NoticeChannel Webhook { get; } = new(NoticeChannel.WebhookId, NoticeChannelKind.Webhook) { Url = new("https://example.gov.cn/notices") };

    public static HotlineEvent Event(CaseFile file, int fact, string name = "accepted") => new(
        $"{file.Id}/{fact}", file.Id, fact, file.Origin.ExternalId, "cn.gridcase.order." + name, Start, "{\"fact\":" + fact + "}");

    private static CaseAppend More(string id, CaseFile? before, DateTimeOffset at, params DecidedFact[] facts)
    {
        var draft = new CaseDraft(id, before, new(at, Somebody, PolicyBook.BuiltIn, Directory));
        foreach (var fact in facts) draft.Add(fact);
        return new(id, before?.Version ?? 0, draft.Facts, draft.File!, NextAt(draft.File!), draft.Texts, Effects.None, null);
    }
}
