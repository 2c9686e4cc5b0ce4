/** What `scanimage -A` prints for a sheet feeder without a glass. */
export const sheetFeederListing = `
All options specific to device \`fujitsu:fi-7160:1':
  Standard:
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
        Selects the scan source (such as a document-feeder).
    --mode Lineart|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    --page-width 0..221.121mm (in steps of 0.0211639) [215.872]
    -l 0..215.872mm (in steps of 0.0211639) [0]
    -x 0..215.872mm (in steps of 0.0211639) [215.872]
    -y 0..279.364mm (in steps of 0.0211639) [279.364]
`;

/** The same for a glass alone. */
export const flatbedListing = `
  Scan Mode:
    --mode auto|Color|Gray|Lineart [Gray]
    --depth 8|16bit [inactive]
    --resolution auto||75|150|300|600dpi [75]
    -x 0..216.7mm [216.7]
    -y 0..297.5mm [297.5]
`;
