namespace GridCase.Workflows.Cases;

/// <summary>How urgent and how hard (分级); domain.md §1.3.</summary>
public enum Grade
{
    /// <summary>特急: danger to life or property.</summary>
    L1,

    /// <summary>紧急: water, power, gas, heat, extreme weather.</summary>
    L2,

    /// <summary>一般: the ordinary matter.</summary>
    L3,

    /// <summary>复杂: on approval only.</summary>
    L4,
}

/// <summary>What the hotline says of urgency.</summary>
public enum Urgency
{
    Normal,
    Urgent,
    Emergency,
}
