using Microsoft.AspNetCore.Http;
using MudBlazor;

namespace Cms.Admin;

/// <summary>How the admin looks, in light and dark: colours with a contrast of 4.5 to 1 at least (WCAG 2.2, 1.4.3), and the fonts of the machine.</summary>
internal static class Appearance
{
    /// <summary>The cookie in which a browser remembers <c>light</c> or <c>dark</c>; without it the browser's own preference counts.</summary>
    public const string Cookie = "cms-theme";

    /// <summary>The names of both.</summary>
    public const string Light = "light", Dark = "dark";

    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"];

    /// <summary>MudBlazor's theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b57a4",
            Secondary = "#5b4b8a",
            Background = "#f4f5f7",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b1f24",
            DrawerBackground = "#ffffff",
            DrawerText = "#1b1f24",
            DrawerIcon = "#4a525c",
            TextPrimary = "#1b1f24",
            TextSecondary = "#4a525c",
            TextDisabled = "#6b7280",
            ActionDefault = "#4a525c",
            LinesDefault = "#d5d9de",
            LinesInputs = "#6b7280",
            TableLines = "#d5d9de",
            Success = "#1a6b3c",
            Warning = "#8a5300",
            Error = "#a4160b",
            Info = "#0b57a4",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8cc2ff",
            PrimaryContrastText = "#10151b",
            Secondary = "#c3b5f0",
            SecondaryContrastText = "#10151b",
            Background = "#14171a",
            Surface = "#1e2227",
            AppbarBackground = "#1e2227",
            AppbarText = "#e6e8eb",
            DrawerBackground = "#1e2227",
            DrawerText = "#e6e8eb",
            DrawerIcon = "#b4bcc6",
            TextPrimary = "#e6e8eb",
            TextSecondary = "#b4bcc6",
            TextDisabled = "#98a1ad",
            ActionDefault = "#b4bcc6",
            LinesDefault = "#3a414a",
            LinesInputs = "#98a1ad",
            TableLines = "#3a414a",
            Success = "#7fd6a2",
            SuccessContrastText = "#10151b",
            Warning = "#ffc573",
            WarningContrastText = "#10151b",
            Error = "#ff9c92",
            ErrorContrastText = "#10151b",
            Info = "#8cc2ff",
            InfoContrastText = "#10151b",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.5" }, Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.95rem", TextTransform = "none", FontWeight = "600" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };

    /// <summary>What the browser chose; null when it chose nothing.</summary>
    public static bool? IsDark(HttpContext http) => http.Request.Cookies[Cookie] switch { Dark => true, Light => false, _ => null };
}
