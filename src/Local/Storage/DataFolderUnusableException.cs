namespace GridCase.Local.Storage;

/// <summary>The data folder cannot be used. The message says what is wrong and what to do; nothing was changed.</summary>
public sealed class DataFolderUnusableException(DataFolderTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public DataFolderTrouble Trouble { get; } = trouble;
}

/// <summary>Why a data folder is unusable. What is wrong with the database itself is told by <see cref="Engine.JournalUnusableException"/>.</summary>
public enum DataFolderTrouble
{
    /// <summary>The path is no folder, or this account may not write there.</summary>
    Unusable,

    /// <summary>There is a database, but a key that it was written with is gone.</summary>
    KeyMissing,

    /// <summary>A key file does not hold a key.</summary>
    KeyDamaged,

    /// <summary>The keys are not those that the database was written with.</summary>
    KeyOfAnother,
}
