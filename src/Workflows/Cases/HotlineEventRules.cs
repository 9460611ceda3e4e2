using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>What the hotline hears of its orders (api.md, "Back to the hotline").</summary>
public static class HotlineEventRules
{
    private const string Prefix = "cn.gridcase.order.";
    private const string Rescheduled = "rescheduled";

    internal static HotlineEvent? Of(RecordedFact fact, CaseDraft draft, DecisionContext context)
    {
        var file = draft.File!;
        if (file.Origin.Channel != Channel.Hotline) return null;
        var move = MoveOf(fact, draft, context.Policies);
        if ((move is null ? NameOf(fact.Fact) : Rescheduled) is not { } name) return null;
        var data = new JsonObject
        {
            ["orderNo"] = file.Origin.ExternalId,
            ["caseId"] = file.Id,
            ["code"] = file.Origin.Code,
            ["fact"] = fact.Number,
            ["state"] = KebabCase.Of(file.Status),
            ["stage"] = KebabCase.Of(file.Stage),
            ["grade"] = KebabCase.Of(file.Grade),
            ["unit"] = file.UnitCode,
            ["citizenDueAt"] = (move?.New ?? ClockBoard.DueOf(file, ClockKind.CitizenFinish, context.Policies))?.ToString("O"),
        };
        if (move is { } moved) data["previousDueAt"] = moved.Old.ToString("O");
        return new($"{file.Id}/{fact.Number}", file.Id, fact.Number, file.Origin.ExternalId, Prefix + name, fact.At, data.ToJsonString(JsonSerializerOptions.Web));
    }

    /// <summary>The events that the facts of an order made, as the hotline was told them: the name without its prefix.</summary>
    public static IEnumerable<(RecordedFact Fact, string Name)> Told(string caseId, IEnumerable<RecordedFact> facts, PolicyBook policies)
    {
        CaseFile? before = null;
        foreach (var fact in facts)
        {
            var after = CaseFolding.Apply(caseId, before, fact);
            if (before is not null && Move(fact.Fact, before, after, policies) is not null) yield return (fact, Rescheduled);
            else if (NameOf(fact.Fact) is { } name) yield return (fact, name);
            before = after;
        }
    }

    private static string? NameOf(Fact fact) => fact switch
    {
        Registered => "accepted",
        Dispatched or Arbitrated or SteppedUp => "dispatched",
        SignedOff => "signed-off",
        Objected => "objected",
        ExtensionGranted => "extended",
        Suspended => "suspended",
        Resumed => "resumed",
        Replied => "replied",
        ReworkOrdered or Reopened or Separated { Attached: true } => "reopened",
        ClosedCase or RefusedToAct or Withdrawn or MergedInto => "closed",
        _ => null,
    };

    /// <summary>The facts of a first draft are told by its acceptance, whatever time they settled on.</summary>
    private static DueMove? MoveOf(RecordedFact fact, CaseDraft draft, PolicyBook policies)
    {
        if (draft.Before is not { } before || !MayMove(fact.Fact)) return null;
        foreach (var earlier in draft.Facts)
        {
            var after = CaseFolding.Apply(draft.CaseId, before, earlier);
            if (earlier.Number == fact.Number) return Move(fact.Fact, before, after, policies);
            before = after;
        }

        return null;
    }

    /// <summary>Facts that may move the citizen's due time and have no event of their own that tells it.</summary>
    private static bool MayMove(Fact fact) => fact is ClocksRederived or Regraded or Triaged;

    private static DueMove? Move(Fact fact, CaseFile before, CaseFile after, PolicyBook policies)
    {
        if (!MayMove(fact) || after.Clock(ClockMoves.IdOf(ClockKind.CitizenFinish)) is not { IsRunning: true }) return null;
        return ClockBoard.DueOf(before, ClockKind.CitizenFinish, policies) is { } old && ClockBoard.DueOf(after, ClockKind.CitizenFinish, policies) is { } now && old != now ? new(old, now) : null;
    }

    private readonly record struct DueMove(DateTimeOffset Old, DateTimeOffset New);
}
