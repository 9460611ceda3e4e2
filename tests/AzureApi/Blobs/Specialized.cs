namespace Azure.Storage.Blobs.Specialized;

public class BlobBaseClient
{
    protected BlobBaseClient()
    {
    }

    public virtual Task<Stream> OpenReadAsync(
        long position = 0, int? bufferSize = default, Models.BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public virtual Task<Response<bool>> DeleteIfExistsAsync(
        Models.DeleteSnapshotsOption snapshotsOption = Models.DeleteSnapshotsOption.None, Models.BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
