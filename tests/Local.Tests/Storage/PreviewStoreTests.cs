
namespace GridCase.Local.Tests.Storage;

public sealed class SqlitePreviewTests : PreviewContract<SqliteRig>;

public sealed class MemoryPreviewTests : PreviewContract<MemoryRig>;
