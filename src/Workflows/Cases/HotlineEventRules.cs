using System.Text.Json;
using System.Text.Json.Nodes;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases;

/// <summary>What the hotline hears of its orders (api.md, "Back to the hotline").</summary>
internal static class HotlineEventRules
{
    private const string Prefix = "cn.gridcase.order.";

    public static HotlineEvent? Of(RecordedFact fact, CaseDraft draft, DecisionContext context)
    {
        var file = draft.File!;
        if (file.Origin.Channel != Channel.Hotline || NameOf(fact.Fact) is not { } name) return null;
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
            ["citizenDueAt"] = ClockBoard.DueOf(file, ClockKind.CitizenFinish, context.Policies)?.ToString("O"),
        };
        return new($"{file.Id}/{fact.Number}", file.Id, fact.Number, file.Origin.ExternalId, Prefix + name, fact.At, data.ToJsonString(JsonSerializerOptions.Web));
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
        ReworkOrdered or Reopened => "reopened",
        ClosedCase or RefusedToAct or Withdrawn or MergedInto => "closed",
        _ => null,
    };
}
