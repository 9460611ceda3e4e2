using GridCase.Scenarios.Lives;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;
using Dispatch = GridCase.Workflows.Cases.Commands.Dispatch;
using LookBack = GridCase.Workflows.Cases.Commands.LookBack;
using Visit = GridCase.Workflows.Cases.Commands.Visit;

namespace GridCase.Scenarios.Rollouts;

/// <summary>What somebody might do next with a case, by chance. Some of it is refused, as with people.</summary>
internal static class People
{
    public static (string User, Command Command) Next(CaseFile file, Random chance, IReadOnlyList<string> cases) => file.Stage switch
    {
        Stage.Triage => chance.Next(10) switch
        {
            0 => ("hotline-operator", new Withdraw { Reason = "已解决" }),
            1 => ("hotline-operator", new Supplement("催一下", true)),
            2 => ("dispatcher", new Merge(cases[chance.Next(cases.Count)], chance.Next(2) == 0)),
            _ => ("dispatcher", new Triage(null, null, Of(chance, Grade.L2, Grade.L3, Grade.L3, Grade.L3, Grade.L4), null, null)),
        },
        Stage.Dispatch when file.AwaitsArbitration => ("supervisor-centre", new Arbitrate(Unit(chance))),
        Stage.Dispatch when file.OpenObjection is not null => ("dispatcher", new DecideObjection(chance.Next(2) == 0)),
        Stage.Dispatch when file.UnitCode is null => ("dispatcher", chance.Next(4) == 0 ? new Dispatch(LivingCounty.Urban, [LivingCounty.Traffic]) : new Dispatch(Unit(chance))),
        Stage.Dispatch => chance.Next(8) switch
        {
            0 => (Clerk(file), new Workflows.Cases.Commands.Object("unclear-duty") { Reason = "不属本单位职责" }),
            1 => ("dispatcher", new Dispatch(Unit(chance))),
            2 => ("supervisor-centre", new Regrade(Of(chance, Grade.L2, Grade.L3, Grade.L4))),
            _ => (Clerk(file), new SignOff()),
        },
        Stage.Handling => Handling(file, chance),
        Stage.Verification => ("supervisor-centre", new Verify(chance.Next(5) > 0)),
        Stage.Visit when file.Visits is [.., { Reached: true }] || file.VisitSkipped => ("hotline-operator", new CloseCase()),
        Stage.Visit => ("hotline-operator", chance.Next(4) == 0 ? new Visit(VisitOutcome.Reached, null, Solved.No, 1) : new Visit(VisitOutcome.Reached, null, Solved.Yes, 5)),
        Stage.LookBack => chance.Next(3) == 0 ? ("dispatcher", new Reopen { Reason = "又坏了" }) : ("supervisor-centre", new LookBack(chance.Next(4) == 0)),
        _ => chance.Next(2) == 0 ? ("dispatcher", new Reopen { Reason = "又坏了" }) : ("dispatcher", new Separate { Reason = "两件事" }),
    };

    private static (string User, Command Command) Handling(CaseFile file, Random chance)
    {
        if (file.Status == CaseStatus.Ledger) return ("dispatcher", new StrikeOff());
        if (file.Status == CaseStatus.Suspended && chance.Next(2) == 0) return (Clerk(file), new Resume());
        if (file.ExtensionAsked is not null) return ("supervisor-centre", new DecideExtension(chance.Next(4) > 0));
        if (file.SuspensionAsked is not null) return ("supervisor-centre", new DecideSuspension(chance.Next(4) > 0));
        if (file.OpenObjection is not null) return ("dispatcher", new DecideObjection(chance.Next(2) == 0));
        if (file.Subtasks.FirstOrDefault(task => !task.Done) is { } task && chance.Next(2) == 0) return (Clerk(task.UnitCode), new CompleteSubtask(task.Id));
        return chance.Next(14) switch
        {
            0 => (Clerk(file), new Contact()),
            1 or 2 => (Clerk(file), new RequestExtension(Of(chance, "1wd", "2wd")) { Reason = "等材料" }),
            3 or 4 => (Clerk(file), new RequestSuspension(Of(chance, "citizen-evidence", "force-majeure")) { Reason = "等材料" }),
            5 => ("supervisor-centre", new EnterLedger("no-funds")),
            6 => ("dispatcher", new AddSubtask(Unit(chance))),
            7 => ("supervisor-centre", new Regrade(Of(chance, Grade.L2, Grade.L3, Grade.L4))),
            8 => ("supervisor-centre", new Supervise()),
            9 => ("dispatcher", new StepUp { Reason = "跨部门" }),
            10 => ("dispatcher", new Dispatch(Unit(chance))),
            11 => (Clerk(file), new Workflows.Cases.Commands.Object("wrong-area") { Reason = "不属本辖区" }),
            12 => (Clerk(file), new Progress { Text = "办理中" }),
            _ => (Clerk(file), new Resolve { Text = "已处理" }),
        };
    }

    private static string Unit(Random chance) => Of(chance, LivingCounty.Urban, LivingCounty.Traffic);

    private static string Clerk(CaseFile file) => Clerk(file.UnitCode);

    private static string Clerk(string? unit) => unit == LivingCounty.Traffic ? "clerk-jtj" : "clerk-cgj";

    private static T Of<T>(Random chance, params ReadOnlySpan<T> ones) => ones[chance.Next(ones.Length)];
}
