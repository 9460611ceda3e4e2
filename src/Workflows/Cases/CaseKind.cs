namespace GridCase.Workflows.Cases;

/// <summary>What the citizen wants (诉求类型): 咨询, 求助, 投诉, 举报, 建议. 北京接诉即办条例 arts 2, 10; domain.md §1.1.</summary>
public enum CaseKind
{
    Consult,
    Help,
    Complaint,
    Report,
    Suggest,
}
