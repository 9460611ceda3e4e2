using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake;
using Caller = GridCase.Api.SignIn.Caller;

namespace GridCase.Api.Cases;

/// <summary>Shows a case file to a caller.</summary>
internal static class CaseViews
{
    public const string CallNow = "请立即拨打110/119/120。Call 110/119/120 now.";

    public const string CallPoliceNow = "请立即拨打110。Call 110 now.";

    public static CaseState State(CaseFile file, Caller caller, PolicyBook policies) => new()
    {
        CaseId = file.Id,
        Code = file.Origin.Code,
        Version = file.Version,
        Channel = file.Origin.Channel,
        OrderNo = OrderNoOf(file),
        Kind = file.Kind,
        Category = file.Category,
        CategoryName = caller.Directory.Category(file.Category)?.Name,
        Urgency = file.Origin.Urgency,
        Grade = file.Grade,
        Stage = file.Stage,
        State = file.Status,
        Light = file.Light,
        Advice = AdviceOf(file),
        Unit = file.UnitCode,
        UnitName = UnitName(file.UnitCode, caller.Directory),
        Tier = file.UnitTier,
        Holder = file.HolderPersonId is { } holder ? new(holder, caller.Directory.Person(holder)?.DisplayName) : null,
        PromisedAt = file.PromisedAt,
        GridCode = file.GridCode,
        Lat = file.Origin.Latitude,
        Lon = file.Origin.Longitude,
        ReceivedAt = file.Origin.ReceivedAt,
        ObservedAt = file.Origin.ObservedAt,
        DoubtfulObservedAt = file.Origin.DoubtfulObservedAt,
        RegisteredAt = file.RegisteredAt,
        CitizenDueAt = ClockBoard.DueOf(file, ClockKind.CitizenFinish, policies),
        ClosedAt = file.ClosedAt,
        Outcome = file.CloseOutcome,
        Confidential = file.Origin.Confidential,
        SatisfactionExempt = file.SatisfactionExempt,
        Supervised = file.IsSupervised,
        LeaderCalled = file.LeaderCalled,
        Objections = file.Objections,
        Urges = file.Urges,
        Pending = [.. PendingOf(file)],
        Clocks = [.. ClockBoard.ReadAll(file, policies).Select(ClockViews.Line)],
        Subtasks = [.. file.Subtasks.Select(task => new SubtaskLine(task.Id, task.UnitCode, UnitName(task.UnitCode, caller.Directory), task.Done, DueOfSubtask(file, task, policies)))],
        Visits = [.. file.Visits.Select(visit => new VisitLine(visit.At, visit.Reached ? "reached" : "unreachable", visit.Counted, visit.Dissatisfied))],
        Parent = file.ParentId,
        Children = file.Children,
        Attached = AttachedTo(file, caller),
        MergedInto = file.MergedIntoId is { } into && MaySeeLink(file, into, caller) ? into : null,
        RecurrenceOf = file.Origin.LookBackOf,
        Recurrence = file.RecurrenceId,
        AttachmentIds = [.. file.Files],
        AllowedCommands = caller.AllowedMoves(file),
        Links = LinksOf(file.Id),
    };

    public static CaseView Whole(CaseState state, CaseFile file, IReadOnlyList<PrivateText>? texts, Caller caller) => new(state)
    {
        Texts = texts is null ? null : [.. texts.Where(text => !MaskedIdentity.IsMasked(text.Field)).OrderBy(text => text.FactNumber).Select(text => new CaseTextLine(text.FactNumber, text.Field, text.Value))],
        Title = Last(texts, "title"),
        Text = texts is null ? null : FirstText(texts),
        Address = Last(texts, "address"),
        Reply = Last(texts, "reply"),
        Caller = texts is null || !MaySeeCaller(file, caller) ? null : CallerOf(texts),
    };

    /// <summary>Confidential orders show the caller to nobody but the hotline, whatever the role (design §9).</summary>
    public static bool MaySeeCaller(CaseFile file, Caller caller) => !file.Origin.Confidential || caller.Has(Role.Hotline);

    /// <summary>A matter of life and death is for the emergency numbers; what the police handed over and turns out urgent goes back to them at once.</summary>
    public static string? AdviceOf(CaseFile file) => file switch
    {
        { IsOpen: false } => null,
        { Grade: Grade.L1 } => CallNow,
        { Origin: { Channel: Channel.Police, Urgency: not Urgency.Normal } } or { Origin.Channel: Channel.Police, Grade: Grade.L2 } => CallPoliceNow,
        _ => null,
    };

    /// <summary>That two orders are of one caller is told to nobody who may not know the caller of either.</summary>
    public static bool MaySeeLink(CaseFile file, string other, Caller caller) => !file.ConfidentialLinks.Contains(other) || caller.Has(Role.Hotline);

    /// <summary>The cases attached to this one, but for those whose link is not to be told.</summary>
    public static IReadOnlyList<string> AttachedTo(CaseFile file, Caller caller) => [.. file.Attached.Where(other => MaySeeLink(file, other, caller))];

    /// <summary>What the sender knows the case by; what the door made itself is nobody's number.</summary>
    public static string? OrderNoOf(CaseFile file) => file.Origin.ExternalId.Contains('/', StringComparison.Ordinal) ? null : file.Origin.ExternalId;

    public static string? Last(IReadOnlyList<PrivateText>? texts, string field) => texts?.Where(text => text.Field == field).MaxBy(text => text.FactNumber)?.Value;

    /// <summary>What was said when the case was registered.</summary>
    public static string? FirstText(IReadOnlyList<PrivateText> texts) => texts.FirstOrDefault(text => text is { FactNumber: 1, Field: "text" })?.Value;

    public static string? UnitName(string? code, CountyDirectory directory) => code is null ? null : directory.Unit(code)?.Name;

    private static Dictionary<string, string> LinksOf(string id) => new()
    {
        ["self"] = $"/api/cases/{id}",
        ["facts"] = $"/api/cases/{id}/facts",
        ["clocks"] = $"/api/cases/{id}/clocks",
        ["commands"] = $"/api/cases/{id}/commands",
    };

    private static MaskedCaller? CallerOf(IReadOnlyList<PrivateText> texts)
    {
        var name = Last(texts, MaskedIdentity.Name);
        var phone = Last(texts, MaskedIdentity.Phone);
        var number = Last(texts, MaskedIdentity.IdNumber);
        return name is null && phone is null && number is null ? null : new(name, phone, number);
    }

    private static IEnumerable<PendingDecision> PendingOf(CaseFile file)
    {
        if (file.OpenObjection is { } objection) yield return Pending(file.AwaitsArbitration ? "arbitration" : "objection", objection);
        if (file.ExtensionAsked is { } extension) yield return Pending("extension", extension);
        if (file.SuspensionAsked is { } suspension) yield return Pending("suspension", suspension);
    }

    private static PendingDecision Pending(string what, PendingRequest request) => new(what, request.By, request.Unit, request.At, request.Detail, request.Until);

    private static DateTimeOffset? DueOfSubtask(CaseFile file, Subtask task, PolicyBook policies) =>
        file.Clock($"subtask:{task.Id}") is { } clock ? ClockBoard.Read(clock, policies)?.Reading.Due : null;
}
