using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Storage;

/// <summary>How what leaves with a commit is handed over once the commit stands. Each may be called again for the same thing, so each is idempotent.</summary>
/// <param name="Message">Starts or nudges an orchestration.</param>
/// <param name="LaneFilled">Called for each lane that got a parcel.</param>
/// <param name="Routing">By which channels notices leave besides standing in the inbox.</param>
/// <param name="TellsHotline">Whether events for the hotline leave at all: without a receiver they would wait for ever.</param>
/// <param name="Changed">Hears of each case that has changed.</param>
/// <param name="ChangeConfirmed">Begins the rollout of a confirmed change of the rules.</param>
internal sealed record TableDepartures(
    Func<WorkflowMessage, CancellationToken, Task> Message,
    Func<string, CancellationToken, Task> LaneFilled,
    Func<NoticeRouting> Routing,
    bool TellsHotline,
    Action<CaseFile> Changed,
    Func<RuleChange, CancellationToken, Task> ChangeConfirmed);
