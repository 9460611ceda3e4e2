using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Hosting;

/// <summary>The policies and calendars that the host was started with.</summary>
internal sealed class FixedPolicies(PolicyBook book) : IPolicySource
{
    public PolicyBook Current { get; } = book;
}
