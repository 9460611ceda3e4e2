
namespace GridCase.Local.Tests.Storage;

public sealed class MemoryNoticeTests : NoticeContract<MemoryRig>;

public sealed class SqliteNoticeTests : NoticeContract<SqliteRig>;
