namespace GridCase.Workflows.Deadlines;

/// <summary>The policies and calendars in force; hosts keep it fresh.</summary>
public interface IPolicySource
{
    PolicyBook Current { get; }
}
