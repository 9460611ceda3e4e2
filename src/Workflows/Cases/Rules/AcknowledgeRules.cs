using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>签阅. Whether the person was told at all is checked on the notice, which only its receiver can acknowledge.</summary>
internal static class AcknowledgeRules
{
    public static Decision Acknowledge(CaseFile file, AcknowledgeRung command)
    {
        var clock = file.Clock(command.Clock);
        var passed = clock?.Passed.FirstOrDefault(one => one.Mark == MarkName.Rung(command.Rung));
        // A clock that stopped or began a new cycle has nothing left to climb: the notice alone is marked as seen.
        return clock is not { IsRunning: true } || clock.Cycle != command.Cycle || passed is null || passed.AcknowledgedAt is not null
            ? Decision.Of()
            : Decision.Of(new Acknowledged(command.Clock, command.Cycle, command.Rung));
    }
}
