namespace Azure.Storage.Blobs.Models;

public enum PublicAccessType
{
    None = 0,
    BlobContainer = 1,
    Blob = 2,
}

public class BlobContainerInfo
{
    internal BlobContainerInfo()
    {
    }
}

[Flags]
public enum BlobTraits
{
    None = 0,
}

[Flags]
public enum BlobStates
{
    None = 0,
}

public enum DeleteSnapshotsOption
{
    None = 0,
}

public class BlobRequestConditions : RequestConditions;

public class BlobContentInfo
{
    internal BlobContentInfo()
    {
    }
}

public class BlobItem
{
    internal BlobItem()
    {
    }

    public string Name { get; internal set; }

    public BlobItemProperties Properties { get; internal set; }
}

public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    public DateTimeOffset? LastModified { get; internal set; }
}

/// <summary>Makes what only the service makes otherwise; the one part here that does something, for tests.</summary>
public static class BlobsModelFactory
{
    public static BlobItem BlobItem(string? name = default, bool deleted = default, BlobItemProperties? properties = default) => new() { Name = name!, Properties = properties! };

    public static BlobItemProperties BlobItemProperties(bool accessTierInferred, DateTimeOffset? lastModified = default) => new() { LastModified = lastModified };
}

public class BlobContainerEncryptionScopeOptions;
