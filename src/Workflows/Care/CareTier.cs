namespace GridCase.Workflows.Care;

/// <summary>How closely somebody is kept company (关爱等级). Why is nobody's business here: the register holds no diagnosis and no reason. domain.md §5.3.</summary>
public enum CareTier
{
    /// <summary>重点关爱: at least once a week.</summary>
    High,

    /// <summary>经常走访: at least once a month.</summary>
    Key,

    /// <summary>一般走访: at least once a quarter.</summary>
    General,
}

/// <summary>Whether somebody is still visited.</summary>
public enum CareState
{
    Active,

    /// <summary>The visits ended. The entry stays for the record.</summary>
    Ended,
}

/// <summary>How a visit went (走访结果).</summary>
public enum CareOutcome
{
    /// <summary>已走访.</summary>
    Done,

    /// <summary>未遇: nobody was met. The visit is still to be made.</summary>
    NotMet,

    /// <summary>婉拒: the person did not want it. Respected: the next visit is due as after one that was made.</summary>
    Refused,
}
