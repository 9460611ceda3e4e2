namespace GridCase.Workflows.Inspections;

/// <summary>How much a place is to be watched (风险等级), the mildest first. domain.md §5.2.</summary>
public enum RiskColour
{
    /// <summary>绿: low risk.</summary>
    Green,

    /// <summary>黄: to be watched.</summary>
    Yellow,

    /// <summary>红: high risk.</summary>
    Red,
}
