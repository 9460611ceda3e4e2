namespace GridCase.Workflows.Cases;

/// <summary>The door a case came in by (渠道).</summary>
public enum Channel
{
    /// <summary>The 12345 hotline (热线).</summary>
    Hotline,

    /// <summary>A grid worker's phone (网格员上报).</summary>
    Grid,

    /// <summary>A failed item of an inspection (巡查).</summary>
    Inspection,

    /// <summary>The counter of the 综治中心 (窗口).</summary>
    Window,

    /// <summary>A petition (信访), under its own statutory clocks.</summary>
    Petition,

    /// <summary>A police alert passed on (警情流转).</summary>
    Police,

    /// <summary>A citizen's own report (群众自报).</summary>
    Public,

    /// <summary>An Open311 client.</summary>
    Open311,

    /// <summary>A look-back found the matter again (回头看复发).</summary>
    LookBack,
}
