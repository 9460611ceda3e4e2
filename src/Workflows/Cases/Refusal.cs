namespace GridCase.Workflows.Cases;

/// <summary>Why a move was not made. A business answer, not a fault; nothing is retried.</summary>
/// <param name="Code">Stable, kebab-case.</param>
/// <param name="Detail">What is wrong and what to do about it.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Detail);

/// <summary>What sort of no it is; a door maps it to its own words.</summary>
public enum RefusalKind
{
    /// <summary>The rules do not allow it now.</summary>
    Rule,

    /// <summary>This role may never do it, or not for this unit.</summary>
    Forbidden,

    /// <summary>Well-formed, but it does not fit what is known.</summary>
    Inconsistent,

    /// <summary>Someone else was first; look again.</summary>
    Conflict,

    /// <summary>No such case, or none within scope.</summary>
    NotFound,
}
