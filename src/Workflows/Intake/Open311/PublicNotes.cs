using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>One step of a case as anybody may know it.</summary>
/// <param name="Type">Kebab-case and stable.</param>
public sealed record PublicNote(DateTimeOffset At, string Type, string Description);

/// <summary>The steps of a case that concern the citizen: no person, no remark, no quarrel between units and nothing of what supervisors were told.</summary>
public static class PublicNotes
{
    public static IEnumerable<PublicNote> Of(IEnumerable<RecordedFact> facts, CountyDirectory directory)
    {
        foreach (var fact in facts)
            if (Words(fact.Fact, directory) is var (type, words)) yield return new(fact.At, type, words);
    }

    private static (string Type, string Words)? Words(Fact fact, CountyDirectory directory) => fact switch
    {
        Registered => ("registered", "已登记。Registered."),
        Dispatched to => ("dispatched", To(to.UnitCode, directory)),
        Arbitrated to => ("dispatched", To(to.UnitCode, directory)),
        SteppedUp to => ("dispatched", To(to.UnitCode, directory)),
        SignedOff => ("signed-off", "承办单位已签收。The unit has taken it on."),
        ExtensionGranted => ("extended", "办理期限已延长。More time was granted."),
        Suspended => ("suspended", "暂停办理。Paused."),
        Resumed => ("resumed", "恢复办理。Goes on."),
        EnteredInLedger => ("ledger", "已挂账。Kept on the ledger."),
        StruckOff => ("struck-off", "已销账，恢复办理。Off the ledger; goes on."),
        Resolved => ("resolved", "承办单位已办理。Done, as the unit says."),
        Verified => ("verified", "已现场核实。Seen on the spot to be done."),
        ReworkOrdered => ("rework", "要求重新办理。To be done again."),
        ClosedCase => ("closed", "已结案。Closed."),
        Reopened => ("reopened", "已重新办理。Taken up again."),
        Withdrawn => ("withdrawn", "诉求人已撤回。Withdrawn."),
        RefusedToAct => ("refused", "不属于受理范围。Not for this service."),
        MergedInto => ("merged", "已并入同一事项。Goes on in another request."),
        JoinedParent => ("joined", "与同一事项的其他诉求一并办理。Worked on together with other requests of the same matter."),
        _ => null,
    };

    private static string To(string unit, CountyDirectory directory)
    {
        var name = StatusWords.UnitOf(unit, directory) ?? "承办单位";
        return $"已派至{name}。Sent to {name}.";
    }
}
