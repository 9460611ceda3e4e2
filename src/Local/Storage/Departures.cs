using GridCase.Engine;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Local.Storage;

/// <summary>How what leaves with an append is handed over, inside its transaction. The stores know no orchestration: the host puts them together.</summary>
/// <param name="Message">Starts or nudges an orchestration.</param>
/// <param name="LaneFilled">Called once for each lane that got a parcel.</param>
/// <param name="Routing">By which channels notices leave besides standing in the inbox.</param>
/// <param name="TellsHotline">Whether events for the hotline leave at all: without a receiver they would wait for ever.</param>
/// <param name="Changed">Hears of each case that has changed, once that is durable.</param>
/// <param name="ChangeConfirmed">Hears of each confirmed change of the rules, inside the transaction of its confirmation.</param>
public sealed record Departures(
    Action<JournalSession, WorkflowMessage> Message,
    Action<JournalSession, string> LaneFilled,
    Func<NoticeRouting> Routing,
    bool TellsHotline = true,
    Action<CaseFile>? Changed = null,
    Action<JournalSession, RuleChange>? ChangeConfirmed = null)
{
    /// <summary>Nothing is told to anybody; parcels wait in their lanes.</summary>
    public static Departures None { get; } = new((_, _) => { }, (_, _) => { }, () => NoticeRouting.InboxOnly);
}
