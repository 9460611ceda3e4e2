namespace GridCase.Workflows.Directory;

/// <summary>Gives the directory as it is now. The host keeps it fresh; each value is a snapshot that never changes.</summary>
public interface IDirectorySource
{
    CountyDirectory Current { get; }
}
