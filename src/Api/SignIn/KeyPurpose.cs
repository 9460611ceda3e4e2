namespace GridCase.Api.SignIn;

/// <summary>What a system's key is for; it opens that purpose's doors and no others.</summary>
public enum KeyPurpose
{
    /// <summary>12345: the doors of the hotline. What is sent to the hotline is signed with a key of this purpose.</summary>
    Hotline,

    /// <summary>The system of the centre's counter (综治中心窗口).</summary>
    Window,

    /// <summary>信访 system.</summary>
    Petition,

    /// <summary>The police's alert system (110 非警务警情分流).</summary>
    Police,

    /// <summary>A public portal or app.</summary>
    Public,

    /// <summary>An Open311 client: its key is the parameter <c>api_key</c>, written <c>id.secret</c>.</summary>
    Open311,
}
