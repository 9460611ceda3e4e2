
namespace GridCase.Local.Tests.Storage;

public sealed class SqliteCaseHistoryTests : CaseHistoryContract<SqliteRig>;

public sealed class MemoryCaseHistoryTests : CaseHistoryContract<MemoryRig>;
