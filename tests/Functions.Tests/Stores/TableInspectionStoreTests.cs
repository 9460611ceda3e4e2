namespace GridCase.Functions.Tests.Stores;

public sealed class TableInspectionStoreTests : InspectionContract<TableRig>
{
}
