using GridCase.Faults;

namespace GridCase.Scenarios.Faults;

/// <summary>A test that sets the machine's clock under a running host; skipped, saying so, where that cannot be done.</summary>
public sealed class JumpFactAttribute : FactAttribute
{
    public JumpFactAttribute() => Skip = FaultSuite.Missing;
}
