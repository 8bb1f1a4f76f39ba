using System.Collections.Frozen;

namespace Cms.Users;

/// <summary>
/// The passwords that are tried first: words that many people take, rows of keys, one character again and again, alone or behind each other, with
/// a year or a few signs and with digits for letters.
/// </summary>
internal static class CommonPasswords
{
    // What is left over beside words and rows: a year, a number, an exclamation mark.
    private const int MostLooseCharacters = 4;
    private const int ShortestRow = 3;

    private static readonly FrozenSet<string> Words =
        """
        access account admin administrator adminadmin alexander amanda america andrea andrew angel angels anthony apple april arsenal asdf ashley austin autumn
        awesome azerty baby babygirl bailey banana barcelona baseball basketball batman beautiful birthday blessed blink boomer boston brandon bubbles buster
        butterfly cameron carlos change changeit changeme charlie cheese chelsea chicken chocolate chris christ christian coffee company computer cookie
        correcthorsebatterystaple cowboy creative crystal dallas daniel david default demo demodemo diamond dolphin dragon eagle easter elephant
        elizabeth email enter everton facebook family ferrari fishing flower flowers football forever forget freedom friday friend friends garden george ginger
        google guest guitar hammer hannah happy harley heaven heather hello hellohello hockey home hottie house hunter iloveu iloveyou internet jackson january
        jasmine jennifer jessica jesus johnny jordan joseph joshua jungle junior justin killer kitten knight ladybug letmein lifehack linkedin liverpool login
        london love loveme lovely lover loveyou lucky maggie manager manchester marina market marlboro martin master matrix matthew maverick melissa mercedes
        merlin metallica michael michelle microsoft miller money monday monkey monster morgan mother mustang mynoob mypass mypassword naruto nascar nicole
        ninja nothing november october office oliver orange packers pass passcode passphrase passw password passwords passwort patrick peanut pepper phoenix
        please pokemon porsche prince princess private purple qazwsx qwer qwert qwerty rabbit rachel rainbow ranger rangers raiders redsox richard robert rocket
        root samantha samsung sandra scooter season secret secure security server shadow silver slayer smile snoopy soccer softball spider spiderman spring
        starwars steelers stephanie success summer sunday sunflower sunshine superman superuser support sweet swordfish sysadmin system taylor teacher temp
        temporary test tester testing testtest thomas thunder tigger tinkerbell today toor trustno truth twitter user vanessa victoria welcome whatever william
        winner winter wizard wordpass yankees yamaha yellow your youtube zaqwsx the and for you are not my me is it i a to
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Rows = [.. new[]
    {
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "!@#$%^&*()_+", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn",
    }.SelectMany(row => new[] { row, string.Concat(row.Reverse()) })];

    /// <summary>True when the password is nothing but such pieces.</summary>
    /// <param name="password">The password.</param>
    /// <param name="own">What is easily guessed of this user: the name, the e-mail.</param>
    public static bool Contain(string password, IEnumerable<string> own)
    {
        var plain = password.ToLowerInvariant();
        var names = own.Select(name => name.ToLowerInvariant()).Where(name => name.Length >= ShortestRow).ToHashSet(StringComparer.Ordinal);
        return IsMadeOfPieces(plain, names) || IsMadeOfPieces(string.Concat(plain.Select(Letter)), names);
    }

    // The fewest loose characters with which the text can be cut into pieces, from its beginning to each place.
    private static bool IsMadeOfPieces(string text, HashSet<string> names)
    {
        var loose = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            loose[end] = loose[end - 1] + 1;
            for (var begin = 0; begin < end; begin++)
            {
                if (loose[begin] < loose[end] && IsPiece(text[begin..end], names))
                    loose[end] = loose[begin];
            }
        }

        return loose[text.Length] <= MostLooseCharacters;
    }

    private static bool IsPiece(string text, HashSet<string> names) =>
        Words.Contains(text) || names.Contains(text)
        || (text.Length >= ShortestRow && (text.All(character => character == text[0]) || Rows.Any(row => row.Contains(text, StringComparison.Ordinal))));

    private static char Letter(char character) => character switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => character,
    };
}
