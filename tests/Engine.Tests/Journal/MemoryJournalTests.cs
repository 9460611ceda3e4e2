namespace GridCase.Engine.Tests;

public sealed class MemoryJournalTests : JournalContract
{
    protected override Journal Open(JournalOptions options) => new MemoryJournal(options);
}
