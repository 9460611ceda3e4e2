using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Intake.Open311;

/// <summary>Says in plain words, in Chinese and English, how it stands with a case: no name, no number, nothing that anybody wrote.</summary>
internal static class StatusWords
{
    public static string Of(CaseFile file, CountyDirectory directory, string? related) => file.Status switch
    {
        CaseStatus.Closed => Closed(file),
        CaseStatus.Withdrawn => "诉求人已撤回。Withdrawn by the person who asked.",
        CaseStatus.Refused => "不属于本渠道受理范围，已告知法定途径。Not for this service; the way that the law provides was named.",
        CaseStatus.Merged => related is null ? "已并入同一事项办理。Goes on in another request of the same matter." : $"已并入{related}办理。Goes on in {related}.",
        CaseStatus.Suspended => "因客观原因暂停办理，原因消除后继续。Paused for a reason outside the unit; it goes on when the reason is gone.",
        CaseStatus.Ledger => "目前不具备办理条件，已挂账，定期复核。Cannot be done now; kept on a ledger that is looked through regularly.",
        _ when file.ParentId is not null && file.Stage == Stage.Handling => related is null
            ? "与同一事项的其他诉求一并办理。Being worked on together with other requests of the same matter."
            : $"与{related}一并办理。Being worked on together with {related}.",
        _ => Open(file, UnitOf(file.UnitCode, directory)),
    };

    public static string? UnitOf(string? code, CountyDirectory directory) => code is null ? null : directory.Unit(directory.UnitNow(code))?.Name;

    private static string Open(CaseFile file, string? unit) => (file.Stage, unit) switch
    {
        (Stage.Triage, _) => "已登记，正在甄别分级。Registered; being looked at.",
        (Stage.Dispatch, null) => "正在确定承办单位。The unit to handle it is being named.",
        (Stage.Dispatch, _) => $"已派至{unit}，待签收。Sent to {unit}, which is to take it on.",
        (Stage.Handling, _) when file.FailedVisits > 0 => $"回访后{unit}正在重新办理。Being worked on again after the return visit, by {unit}.",
        (Stage.Handling, _) => $"{unit}正在办理。Being worked on by {unit}.",
        (Stage.Verification, _) => "承办单位已办理，网格员正在现场核实。Done as the unit says; a grid worker is looking on the spot.",
        (Stage.Visit, _) when file.VisitSkipped => "已核实，待结案。Seen to be done; about to be closed.",
        (Stage.Visit, _) => "已核实，正在回访。Seen to be done; the person who asked is being asked whether it is.",
        _ => "正在办理。Being worked on.",
    };

    private static string Closed(CaseFile file) => file.CloseOutcome switch
    {
        "unreachable" => "已办结；多次回访未能联系到诉求人。Done and closed; the person who asked could not be reached.",
        "dissatisfied" => "已办结；诉求人仍不满意，已由领导审定。Closed as it is after all steps, though the person who asked is not content.",
        "satisfied" => "已办结，诉求人已确认。Done; the person who asked has confirmed it.",
        _ => "已办结。Done and closed.",
    };
}
