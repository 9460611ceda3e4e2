using System.Collections.Immutable;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Cases.Rules;

/// <summary>挂起 and 挂账: both stop the unit's clocks; only what the citizen or a statute causes stops the citizen's. Design §5.</summary>
internal static class SuspensionRules
{
    private static readonly ImmutableArray<ClockKind> UnitClocks = [ClockKind.UnitFinish, ClockKind.Rework, ClockKind.Supervised, ClockKind.Tier, ClockKind.Subtask];

    public static Decision Request(CaseFile file, RequestSuspension command, DecisionContext context)
    {
        if (ReasonOf(file, command.ReasonCode, context) is not { } reason)
            return Decision.Inconsistent("unknown-suspension-reason", $"The policy knows no reason {command.ReasonCode} for a suspension.");
        if (string.IsNullOrWhiteSpace(command.Reason ?? command.Remark)) return Decision.Inconsistent("reason-required", "Say what is waited for.");
        if (command.Until <= context.Now) return Decision.Inconsistent("until-in-past", "The end of the suspension has passed already.");
        var longest = Longest(file, reason, context);
        if (command.Until > longest) return Decision.No("suspension-too-long", $"For this reason a suspension ends at {longest:yyyy-MM-dd HH:mm} at the latest.");
        return Decision.Of(Texts.With(new SuspensionRequested(command.ReasonCode, command.Until ?? longest), ("reason", command.Reason)));
    }

    public static Decision Decide(CaseFile file, DecideSuspension command, DecisionContext context)
    {
        var asked = file.SuspensionAsked!;
        if (!command.Approve) return Decision.Of(new SuspensionDenied());
        if (asked.Until <= context.Now) return Decision.No("request-expired", "The time asked for has passed; ask again.");
        var pausesCitizen = ReasonOf(file, asked.Detail!, context) is { PausesCitizenClock: true };
        var clocks = file.Clocks
            .Where(clock => clock.IsRunning && (UnitClocks.Contains(clock.Kind) || (pausesCitizen && clock.Kind == ClockKind.CitizenFinish)))
            .Select(clock => clock.Id).ToImmutableArray();
        return Decision.Of(new Suspended(asked.Detail!, asked.Until!.Value, clocks));
    }

    public static Decision EnterLedger(CaseFile file, EnterLedger command)
    {
        if (!ReasonCodes.IsValid(command.ReasonCode)) return Decision.Inconsistent("bad-reason-code", ReasonCodes.Detail);
        var clocks = file.Clocks.Where(clock => clock.IsRunning && UnitClocks.Contains(clock.Kind)).Select(clock => clock.Id).ToImmutableArray();
        return Decision.Of(Texts.With(new EnteredInLedger(command.ReasonCode, clocks), ("reason", command.Reason)));
    }

    private static SuspensionReason? ReasonOf(CaseFile file, string code, DecisionContext context) =>
        context.Policies.Policy(file.PolicyVersion).SuspensionReasonNamed(code);

    private static DateTimeOffset Longest(CaseFile file, SuspensionReason reason, DecisionContext context) =>
        Counting.EndOf(context.Now, reason.MaxLength, EndOfDay.Close, context.Policies.Calendar(file.CalendarVersion));
}
