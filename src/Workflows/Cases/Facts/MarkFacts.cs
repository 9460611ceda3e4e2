namespace GridCase.Workflows.Cases.Facts;

/// <summary>预警: a clock reached its warning. The fact's time is the mark's, not the time a timer woke.</summary>
public sealed record Warned(string Clock, int Cycle) : Fact
{
    /// <summary>The number of the rule change under which the mark lay in the past already; null when time passing brought it.</summary>
    public int? Because { get; init; }
}

/// <summary>超期: a clock fell due.</summary>
public sealed record FellDue(string Clock, int Cycle) : Fact
{
    /// <inheritdoc cref="Warned.Because"/>
    public int? Because { get; init; }
}

/// <summary>升级: a rung of the ladder was reached.</summary>
/// <param name="Climbed">True when silence on the rung below brought it forward.</param>
public sealed record Escalated(string Clock, int Cycle, int Rung, bool Climbed) : Fact
{
    /// <inheritdoc cref="Warned.Because"/>
    public int? Because { get; init; }
}

/// <summary>签阅: a supervisor has seen the rung.</summary>
public sealed record Acknowledged(string Clock, int Cycle, int Rung) : Fact;
